package dev.perennial.renewal;

import dev.perennial.platform.access.CallerContext;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Renewals as they are written. What reads them is {@link RenewalReader}. */
@Singleton
class RenewalRepository implements PanacheRepositoryBase<RenewalEntity, UUID> {
  private static final String FOLLOW_SIGNATURE_LEAD =
      """
      UPDATE app.renewal SET decision_deadline_date = least(notice_deadline_date, due_date - CAST(:days AS int)),
             version = version + 1, known_from = :now, updated_at = :now
      WHERE tenant_id = :tenant AND outcome IS NULL AND due_date IS NOT NULL
        AND decision_deadline_date IS DISTINCT FROM least(notice_deadline_date, due_date - CAST(:days AS int))
      """;

  private static final String OF_CONTRACTS =
      """
      SELECT r.id FROM unnest(:contracts) AS w(id)
      CROSS JOIN LATERAL (SELECT x.id FROM app.renewal x WHERE x.tenant_id = :tenant AND x.contract_id = w.id OFFSET 0) r
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  RenewalRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /**
   * One renewal for a decision about it: its customer first, then itself — the order in which
   * contract writes lock, so that the two wait for each other instead of blocking each other.
   */
  Optional<RenewalEntity> lock(UUID id) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT c.id FROM app.customer c WHERE c.tenant_id = :tenant AND c.id ="
                        + " (SELECT customer_id FROM app.renewal WHERE tenant_id = :tenant AND id = :id)"
                        + " FOR NO KEY UPDATE")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .mapTo(UUID.class)
                .list());
    return find(
            "tenantId = :tenant and id = :id",
            Parameters.with("tenant", callers.tenantId()).and("id", id))
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Whether anybody has changed a contract, or worked on or decided its renewals, since it was made. */
  boolean isTouched(UUID contract) {
    boolean changed =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT version > 0 OR ended_date IS NOT NULL FROM app.contract WHERE tenant_id = :tenant AND id = :id")
                    .bind("tenant", callers.tenantId())
                    .bind("id", contract)
                    .mapTo(Boolean.class)
                    .one());
    return changed
        || lockOf(List.of(contract)).stream().anyMatch(renewal -> !renewal.isWithdrawn() && !renewal.isUntouched());
  }

  /** First day of the term a renewal ends: the day after the last one renewed before it, else the contract's start. */
  LocalDate termStart(RenewalEntity renewal, LocalDate contractStart) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT max(due_date) + 1 FROM app.renewal WHERE tenant_id = :tenant AND contract_id = :contract"
                            + " AND kind = 'TERM' AND outcome = 'RENEWED' AND due_date < :due")
                    .bind("tenant", callers.tenantId())
                    .bind("contract", renewal.contractId)
                    .bind("due", renewal.dueDate)
                    .mapTo(LocalDate.class)
                    .findOne())
        .orElse(contractStart);
  }

  /**
   * All renewals of these contracts, decided ones too, locked in the order of their ids. Found first
   * and locked then: asked for both at once, the planner of a new database reads all renewals of the
   * tenant in that order.
   */
  List<RenewalEntity> lockOf(Collection<UUID> contracts) {
    List<UUID> ids =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(OF_CONTRACTS)
                    .bind("tenant", callers.tenantId())
                    .bind("contracts", contracts.toArray(UUID[]::new))
                    .mapTo(UUID.class)
                    .list());
    if (ids.isEmpty()) {
      return List.of();
    }
    return find(
            "tenantId = :tenant and id in :ids order by id",
            Parameters.with("tenant", callers.tenantId()).and("ids", ids))
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** The same by contract, their customers first: the order in which contract writes lock. */
  Map<UUID, List<RenewalEntity>> lockByContract(Collection<UUID> contracts) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT c.id FROM app.customer c WHERE c.tenant_id = :tenant AND c.id IN"
                        + " (SELECT customer_id FROM app.contract WHERE tenant_id = :tenant AND id = ANY(:contracts))"
                        + " ORDER BY c.id FOR NO KEY UPDATE OF c")
                .bind("tenant", callers.tenantId())
                .bind("contracts", contracts.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list());
    Map<UUID, List<RenewalEntity>> renewals = new HashMap<>();
    lockOf(contracts)
        .forEach(renewal -> renewals.computeIfAbsent(renewal.contractId, id -> new ArrayList<>()).add(renewal));
    return renewals;
  }

  /**
   * Moves the decision deadlines of all open renewals after the settings changed: one statement.
   */
  void followSignatureLead(int days, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(FOLLOW_SIGNATURE_LEAD)
                .bind("tenant", callers.tenantId())
                .bind("days", days)
                .bind("now", now)
                .execute());
  }
}
