package dev.perennial.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.editing.ExternalKeyJoin;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.json.MergePatch;
import dev.perennial.signal.SignalFields;
import dev.perennial.signal.SignalOutcome;
import dev.perennial.signal.SignalService;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Signals: a row is a fact with a source and an id of its own; what is there already is left alone. */
@Singleton
class SignalTarget implements ImportTarget {
  private static final int CHUNK = 5_000;

  private final SignalService service;
  private final MergePatch reader;
  private final Jdbi jdbi;
  private final CallerContext callers;

  SignalTarget(SignalService service, MergePatch reader, Jdbi jdbi, CallerContext callers) {
    this.service = service;
    this.reader = reader;
    this.jdbi = jdbi;
    this.callers = callers;
  }

  @Override
  public String resource() {
    return "signals";
  }

  @Override
  public Class<?> fieldsType() {
    return SignalRow.class;
  }

  @Override
  public boolean keyed() {
    return false;
  }

  @Override
  public int chunkSize() {
    return CHUNK;
  }

  @Override
  public List<RowResult> write(List<MappedRow> rows, ImportOrder order) {
    Map<String, ContractOwner> contracts = contracts(rows);
    List<RowResult> results = new ArrayList<>();
    List<SignalFields> readable = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (MappedRow row : rows) {
      try {
        readable.add(reader.bind(complete(row.body(), order, contracts), SignalFields.class));
        places.add(results.size());
        results.add(RowResult.UNCHANGED);
      } catch (ProblemException e) {
        results.add(RowResult.failed(e));
      }
    }
    List<SignalOutcome> outcomes = service.receiveAll(readable, order.intake());
    for (int i = 0; i < outcomes.size(); i++) {
      ProblemException problem = outcomes.get(i).problem();
      results.set(
          places.get(i),
          problem != null ? RowResult.failed(problem) : isNew(outcomes.get(i)) ? RowResult.CREATED : RowResult.UNCHANGED);
    }
    return results;
  }

  private static boolean isNew(SignalOutcome outcome) {
    return outcome.stored() || outcome.result() == SignalOutcome.Result.UNMATCHED;
  }

  /** The source, and for facts about a contract its id and its customer. */
  private static ObjectNode complete(ObjectNode body, ImportOrder order, Map<String, ContractOwner> contracts) {
    if (!body.has("source") && order.mapping().source() != null) {
      body.put("source", order.mapping().source());
    }
    JsonNode contract = body.remove("contract");
    ContractOwner owner = contract == null ? null : contracts.get(key(contract));
    if (contract != null && owner == null) {
      throw ProblemException.notFound("contract " + contract.path("externalId").asText());
    }
    if (owner != null) {
      body.put("contractId", owner.contract().toString());
      if (!body.has("customer")) {
        body.put("customer", owner.customer().toString());
      }
    }
    return body;
  }

  private static String key(JsonNode reference) {
    return reference.path("source").asText() + "\u0000" + reference.path("externalId").asText();
  }

  private Map<String, ContractOwner> contracts(List<MappedRow> rows) {
    List<JsonNode> wanted = rows.stream().map(row -> row.body().get("contract")).filter(java.util.Objects::nonNull).distinct().toList();
    Map<String, ContractOwner> found = new HashMap<>();
    if (wanted.isEmpty()) {
      return found;
    }
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT k.source, k.external_id, c.id, c.customer_id"
                        + " FROM unnest(:sources, :ids) AS w(source, external_id)"
                        + ExternalKeyJoin.of("w", "'contract'")
                        + "JOIN app.contract c ON c.tenant_id = :tenant AND c.id = k.resource_id WHERE k.deleted_at IS NULL")
                .bind("tenant", callers.tenantId())
                .bind("sources", wanted.stream().map(w -> w.path("source").asText()).toArray(String[]::new))
                .bind("ids", wanted.stream().map(w -> w.path("externalId").asText()).toArray(String[]::new))
                .map(
                    (row, context) ->
                        found.put(
                            row.getString(1) + "\u0000" + row.getString(2),
                            new ContractOwner(row.getObject(3, UUID.class), row.getObject(4, UUID.class))))
                .list());
    return found;
  }

  private record ContractOwner(UUID contract, UUID customer) {}
}
