package dev.perennial.history;

import dev.perennial.editing.ExternalId;
import dev.perennial.editing.ResourceType;
import java.util.Map;
import java.util.UUID;

/**
 * Names one object of the past, by id or as another system knew it then.
 *
 * @param id SQL expression of its id
 * @param condition {@code AND …} on the object's row, whose alias is put in place of {@code $}
 * @param binds values of both
 */
public record PastKey(String id, String condition, Map<String, Object> binds) {
  public static PastKey of(UUID id) {
    return new PastKey(":id", "", Map.of("id", id));
  }

  /** External ids are never given to another object, so the key leads to it even when it was taken off since. */
  public static PastKey of(ResourceType type, ExternalId external) {
    return new PastKey(
        "(SELECT k.resource_id FROM app.external_key k WHERE k.tenant_id = :tenant AND k.resource_type = :keyType"
            + " AND k.source = :keySource AND k.external_id = :keyId)",
        " AND $.external_ids @> jsonb_build_array(jsonb_build_object('source', CAST(:keySource AS text), 'externalId',"
            + " CAST(:keyId AS text)))",
        Map.of("keyType", type.label(), "keySource", external.source(), "keyId", external.externalId()));
  }

  public String conditionOn(String alias) {
    return condition.replace("$", alias);
  }
}
