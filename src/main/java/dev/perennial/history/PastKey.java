package dev.perennial.history;

import dev.perennial.editing.ExternalId;
import dev.perennial.editing.ResourceType;
import java.util.Map;
import java.util.UUID;

/**
 * Names one object of the past, by id or as another system knew it then. What had been merged into another customer by then
 * answers as its survivor of that time.
 *
 * @param id SQL expression of the id of the object that stood there
 * @param binds its values
 */
public record PastKey(String id, Map<String, Object> binds) {
  /**
   * External ids are never given to another object but the survivor of a merge, and leave nobody's history: so of those who
   * may have had the key, it is the one that had it then.
   */
  private static final String EXTERNAL =
      """
      (SELECT o.id FROM (
         SELECT k.resource_id AS id FROM app.external_key k
         WHERE k.tenant_id = :tenant AND k.resource_type = :keyType AND k.source = :keySource AND k.external_id = :keyId
         UNION
         SELECT a.alias_id FROM app.external_key k
         JOIN app.alias a ON a.tenant_id = :tenant AND a.resource_type = :keyType AND a.survivor_id = k.resource_id
         WHERE k.tenant_id = :tenant AND k.resource_type = :keyType AND k.source = :keySource AND k.external_id = :keyId) o
       CROSS JOIN LATERAL $OBJECT$ c
       WHERE c.external_ids @> jsonb_build_array(jsonb_build_object('source', CAST(:keySource AS text), 'externalId', CAST(:keyId AS text)))
       LIMIT 1)""";

  public static PastKey of(UUID id) {
    return new PastKey(":id", Map.of("id", id));
  }

  /** The customer that stood for this id. */
  public static PastKey ofCustomer(UUID id) {
    return new PastKey(PastState.survivor(":id"), Map.of("id", id));
  }

  public static PastKey of(ResourceType type, ExternalId external) {
    String table = type.table().substring(type.table().indexOf('.') + 1);
    String object = EXTERNAL.replace("$OBJECT$", PastState.one(table, "o.id"));
    return new PastKey(
        type == ResourceType.CUSTOMER ? PastState.survivor(object) : object,
        Map.of("keyType", type.label(), "keySource", external.source(), "keyId", external.externalId()));
  }
}
