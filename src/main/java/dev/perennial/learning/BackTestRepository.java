package dev.perennial.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** SQL of back-tests, which never change. */
@Singleton
class BackTestRepository {
  private static final String SELECT = "SELECT b.result FROM app.back_test b WHERE b.tenant_id = :tenant";

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;

  BackTestRepository(Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  void insert(BackTestOrder order, BackTestView view) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO app.back_test (tenant_id, id, model_id, parameters, result, created_at, created_by)"
                        + " VALUES (:tenant, :id, :model, :parameters, :result, :createdAt, :createdBy)")
                .bind("tenant", callers.tenantId())
                .bind("id", order.id())
                .bind("model", order.model())
                .bindByType("parameters", json.valueToTree(order), JsonNode.class)
                .bindByType("result", json.valueToTree(view), JsonNode.class)
                .bind("createdAt", view.createdAt())
                .bind("createdBy", view.createdBy())
                .execute());
  }

  Optional<BackTestView> find(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND b.id = :id")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .map((row, context) -> read(row.getString("result")))
                .findOne());
  }

  List<BackTestView> ofModel(UUID model, Keyset<BackTestView> keyset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND b.model_id = :model" + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("model", model)
                .bindMap(keyset.binds())
                .map((row, context) -> read(row.getString("result")))
                .list());
  }

  List<BackTestView> newest(UUID model, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND b.model_id = :model ORDER BY b.created_at DESC, b.id DESC LIMIT :most")
                .bind("tenant", callers.tenantId())
                .bind("model", model)
                .bind("most", most)
                .map((row, context) -> read(row.getString("result")))
                .list());
  }

  private BackTestView read(String document) {
    try {
      return json.readValue(document, BackTestView.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document is no back-test", e);
    }
  }
}
