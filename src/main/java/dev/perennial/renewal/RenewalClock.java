package dev.perennial.renewal;

import dev.perennial.contract.RevenueSteps;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.jobs.EachTenant;
import dev.perennial.platform.jobs.RecurringWork;
import dev.perennial.platform.jobs.WorkSchedule;
import dev.perennial.tenant.SettingsService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/**
 * What the passing of days does: auto-renewing contracts without a notice are committed once notice is too late and renewed
 * when they are due; deadlines of evergreen contracts move on; what is over is over for its customer. Each round does what
 * is due, however long ago the last one was; another round changes nothing.
 */
@Singleton
public class RenewalClock implements RecurringWork {
  private static final int BATCH = 200;
  private static final int MOST_BATCHES = 10_000;

  private static final String AUTO_RENEWING =
      """
      SELECT id FROM app.renewal WHERE tenant_id = :tenant AND outcome IS NULL AND auto_renew AND kind = 'TERM'
        AND notice_received_date IS NULL\
      """;

  private static final String TO_COMMIT =
      AUTO_RENEWING + " AND notice_deadline_date < :today AND stage <> 'COMMITTED' AND id > :after ORDER BY id LIMIT :limit";

  private static final String TO_RENEW =
      AUTO_RENEWING + " AND due_date <= :today AND id > :after ORDER BY id LIMIT :limit";

  /** Evergreen contracts whose amount changed because a line began today or ended yesterday. */
  private static final String EVERGREEN_STEPS =
      """
      SELECT DISTINCT l.contract_id AS id FROM app.renewal r
      JOIN app.contract_line l ON l.tenant_id = :tenant AND l.contract_id = r.contract_id
      WHERE r.tenant_id = :tenant AND r.outcome IS NULL AND r.kind = 'EVERGREEN' AND l.charge_type = 'RECURRING'
        AND (l.start_date BETWEEN CAST(:today AS date) - 7 AND :today OR l.end_date BETWEEN CAST(:today AS date) - 8 AND :today)
        AND l.contract_id > :after ORDER BY id LIMIT :limit
      """;

  /** Customers who left something or gave notice and are not yet shown as gone: days that pass change what is said of them. */
  private static final String LEAVING =
      """
      SELECT DISTINCT r.customer_id AS id FROM app.renewal r
      LEFT JOIN app.customer_board b ON b.tenant_id = :tenant AND b.customer_id = r.customer_id
      WHERE r.tenant_id = :tenant
        AND (r.outcome IN ('NOT_RENEWED', 'TERMINATED_EARLY') AND r.decided_date <= :today
             OR r.outcome IS NULL AND r.notice_received_date IS NOT NULL)
        AND b.derived_status IS DISTINCT FROM 'CHURNED'
        AND r.customer_id > :after ORDER BY id LIMIT :limit
      """;

  private static final UUID FIRST = new UUID(0, 0);

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final SettingsService settings;
  private final EachTenant eachTenant;
  private final AutoRenewal autoRenewal;
  private final RenewalSync sync;
  private final RenewalBoard board;
  private final RevenueSteps revenue;

  RenewalClock(
      Jdbi jdbi, CallerContext callers, SettingsService settings, EachTenant eachTenant, AutoRenewal autoRenewal,
      RenewalSync sync, RenewalBoard board, RevenueSteps revenue) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.settings = settings;
    this.eachTenant = eachTenant;
    this.autoRenewal = autoRenewal;
    this.sync = sync;
    this.board = board;
    this.revenue = revenue;
  }

  @Override
  public String name() {
    return "renewal-clock";
  }

  /** Hourly: each tenant's day begins at its own hour. */
  @Override
  public WorkSchedule schedule() {
    return WorkSchedule.every(Duration.ofHours(1));
  }

  @Override
  public void run() {
    eachTenant.run(name(), this::advance);
  }

  /** One round for the caller's tenant. */
  public void advance() {
    LocalDate today = settings.today();
    inBatches(TO_COMMIT, today, autoRenewal::commit);
    inBatches(TO_RENEW, today, ids -> ids.forEach(autoRenewal::renew));
    inBatches(EVERGREEN_STEPS, today, sync::contractsChanged);
    QuarkusTransaction.requiringNew().run(board::refreshEvergreen);
    QuarkusTransaction.requiringNew().run(revenue::showToday);
    inBatches(LEAVING, today, ids -> board.refreshCustomerBoard(ids.toArray(UUID[]::new)));
  }

  /** Walks by id, so that what cannot be done does not stop the rest; each batch is a transaction. */
  private void inBatches(String sql, LocalDate today, Consumer<List<UUID>> work) {
    UUID after = FIRST;
    for (int batch = 0; batch < MOST_BATCHES && !Thread.currentThread().isInterrupted(); batch++) {
      List<UUID> ids = ids(sql, today, after);
      if (ids.isEmpty()) {
        return;
      }
      QuarkusTransaction.requiringNew().run(() -> work.accept(ids));
      after = ids.getLast();
    }
  }

  private List<UUID> ids(String sql, LocalDate today, UUID after) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bind("today", today)
                .bind("after", after)
                .bind("limit", BATCH)
                .mapTo(UUID.class)
                .list());
  }
}
