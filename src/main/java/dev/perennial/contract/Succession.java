package dev.perennial.contract;

import dev.perennial.editing.Draft;
import dev.perennial.editing.Reference;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Contracts that renew earlier ones. The earlier one ends on the day before its first successor
 * starts, if that is before its own end, so that nothing counts twice; it gets its own end back
 * when the link goes. An early, a punctual and a late successor are all fine. A successor starts
 * later than what it renews, hence there are no cycles.
 */
@Singleton
class Succession {
  private static final String NEIGHBOURS =
      """
      SELECT c.id, c.customer_id, c.start_date, ARRAY[]::uuid[] AS renews
      FROM app.contract c WHERE c.tenant_id = :tenant AND c.id = ANY(:predecessors)
      UNION ALL
      SELECT s.id, s.customer_id, s.start_date, s.renews_contract_ids
      FROM app.contract s WHERE s.tenant_id = :tenant AND s.customer_id = ANY(:customers) AND s.renews_contract_ids && :moved
      """;

  private static final String TO_SETTLE =
      """
      SELECT w.id, w.wanted FROM (
        SELECT p.id, p.ended_date, CASE WHEN s.start_date <= coalesce(p.end_date, 'infinity') THEN s.start_date - 1 END AS wanted
        FROM app.contract p
        LEFT JOIN LATERAL (
          SELECT min(s.start_date) AS start_date FROM app.contract s
          WHERE s.tenant_id = :tenant AND s.customer_id = p.customer_id AND p.id = ANY(s.renews_contract_ids)
            AND (s.ended_date IS NULL OR s.ended_date >= s.start_date OR s.end_reason = 'TRANSFERRED')) s ON true
        WHERE p.tenant_id = :tenant AND p.id = ANY(:ids) AND (p.end_reason IS NULL OR p.end_reason = 'SUCCEEDED')) w
      WHERE w.ended_date IS DISTINCT FROM w.wanted
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ContractRepository repository;
  private final ContractEvents events;
  private final Clock clock;

  Succession(
      Jdbi jdbi,
      CallerContext callers,
      ContractRepository repository,
      ContractEvents events,
      Clock clock) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.repository = repository;
    this.events = events;
    this.clock = clock;
  }

  /** Checks the links of a batch, seen as it will be once all of it is written: one query. */
  void check(List<Draft<ContractEntity, ContractFields>> drafts) {
    Set<UUID> predecessors = new HashSet<>();
    Map<UUID, Draft<ContractEntity, ContractFields>> moved = new HashMap<>();
    for (Draft<ContractEntity, ContractFields> draft : drafts) {
      predecessors.addAll(ids(draft.after().renewsContractIds()));
      ContractFields before = draft.before();
      if (before != null && !before.startDate().equals(draft.after().startDate())) {
        moved.put(draft.entity().id, draft);
      }
    }
    if (predecessors.isEmpty() && moved.isEmpty()) {
      return;
    }
    Map<UUID, Neighbour> known = neighbours(predecessors, moved);
    for (Draft<ContractEntity, ContractFields> draft : drafts) {
      if (draft.before() != null && known.containsKey(draft.entity().id)) {
        ContractFields after = draft.after();
        known.put(
            draft.entity().id,
            new Neighbour(
                id(after.customerId()),
                after.startDate(),
                new HashSet<>(ids(after.renewsContractIds()))));
      }
    }
    drafts.forEach(draft -> checkPredecessors(draft, known));
    moved.forEach(
        (id, draft) -> {
          boolean late =
              known.values().stream()
                  .anyMatch(
                      n ->
                          n.renews.contains(id) && !n.startDate.isAfter(draft.after().startDate()));
          if (late) {
            draft.error(
                "/startDate", "invalid", "The contract would start after one that renews it.");
          }
        });
  }

  private static void checkPredecessors(
      Draft<ContractEntity, ContractFields> draft, Map<UUID, Neighbour> known) {
    List<UUID> renews = ids(draft.after().renewsContractIds());
    for (int i = 0; i < renews.size(); i++) {
      UUID id = renews.get(i);
      String at = "/renewsContractIds/" + i;
      Neighbour predecessor = known.get(id);
      if (renews.subList(0, i).contains(id)) {
        draft.error(at, "repeated", "The contract is named twice.");
      } else if (draft.before() != null && id.equals(draft.entity().id)) {
        draft.error(at, "cycle", "A contract cannot renew itself.");
      } else if (predecessor == null
          || !predecessor.customerId.equals(id(draft.after().customerId()))) {
        draft.error(at, "invalid", "The contract belongs to another customer.");
      } else if (!predecessor.startDate.isBefore(draft.after().startDate())) {
        draft.error(
            at,
            "invalid",
            "The contract it renews must start earlier; that one starts on "
                + predecessor.startDate
                + ".");
      }
    }
  }

  private Map<UUID, Neighbour> neighbours(
      Set<UUID> predecessors, Map<UUID, Draft<ContractEntity, ContractFields>> moved) {
    Map<UUID, Neighbour> known = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(NEIGHBOURS)
                .bind("tenant", callers.tenantId())
                .bind("predecessors", predecessors.toArray(UUID[]::new))
                .bind("moved", moved.keySet().toArray(UUID[]::new))
                .bind(
                    "customers",
                    moved.values().stream()
                        .map(d -> d.entity().customerId)
                        .distinct()
                        .toArray(UUID[]::new))
                .map(
                    (row, context) -> {
                      Neighbour neighbour =
                          new Neighbour(
                              Rows.uuid(row, "customer_id"),
                              Rows.date(row, "start_date"),
                              new HashSet<>(List.of((UUID[]) row.getArray("renews").getArray())));
                      return known.merge(Rows.uuid(row, "id"), neighbour, Neighbour::and);
                    })
                .list());
    return known;
  }

  /**
   * Gives each of these contracts the end its successors leave it.
   *
   * @param candidates contracts that were changed, and those that changed contracts renew or did
   *     renew
   * @return ids of the contracts that got another end
   */
  Set<UUID> settle(Collection<UUID> candidates) {
    if (candidates.isEmpty()) {
      return Set.of();
    }
    Map<UUID, @Nullable LocalDate> wanted = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(TO_SETTLE)
                .bind("tenant", callers.tenantId())
                .bind("ids", candidates.toArray(UUID[]::new))
                .map(
                    (row, context) ->
                        wanted.put(Rows.uuid(row, "id"), Rows.dateOrNull(row, "wanted")))
                .list());
    List<ContractEntity> contracts = repository.entities(wanted.keySet());
    List<ContractEvents.Ending> endings = new ArrayList<>();
    Instant now = clock.instant();
    for (ContractEntity contract : contracts) {
      LocalDate ended = wanted.get(contract.id);
      endings.add(new ContractEvents.Ending(contract, contract.endedDate, contract.endReason));
      contract.end(ended, ended == null ? null : EndReason.SUCCEEDED, now);
    }
    if (!contracts.isEmpty()) {
      repository.flush();
      endings.forEach(events::ended);
    }
    return wanted.keySet();
  }

  private static List<UUID> ids(List<Reference> references) {
    return references.stream().map(Succession::id).toList();
  }

  private static UUID id(Reference reference) {
    return java.util.Objects.requireNonNull(reference.id());
  }

  /** A contract on either side of a link. */
  private record Neighbour(UUID customerId, LocalDate startDate, Set<UUID> renews) {
    /** One contract can be found both as a predecessor and as a successor. */
    Neighbour and(Neighbour other) {
      Set<UUID> both = new HashSet<>(renews);
      both.addAll(other.renews);
      return new Neighbour(customerId, startDate, both);
    }
  }
}
