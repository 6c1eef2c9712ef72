package dev.perennial.risk;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.jobs.RecurringWork;
import dev.perennial.platform.jobs.WorkSchedule;
import dev.perennial.tenant.SettingsService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Scores customers anew whose facts changed: within a minute of the change, many changes of one
 * customer at once. Marks are taken in the transaction that stores the scores.
 */
@Singleton
public class Rescoring implements RecurringWork {
  private static final Logger LOG = Logger.getLogger(Rescoring.class);
  private static final int CUSTOMERS_AT_ONCE = 500;
  private static final int SECONDS = 300;

  private final RescoreRepository repository;
  private final ModelRepository models;
  private final ModelCache cache;
  private final Scorer scorer;
  private final SettingsService settings;
  private final Callers callers;
  private final Clock clock;
  private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();

  Rescoring(
      RescoreRepository repository,
      ModelRepository models,
      ModelCache cache,
      Scorer scorer,
      SettingsService settings,
      Callers callers,
      Clock clock) {
    this.repository = repository;
    this.models = models;
    this.cache = cache;
    this.scorer = scorer;
    this.settings = settings;
    this.callers = callers;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "rescoring";
  }

  @Override
  public WorkSchedule schedule() {
    return WorkSchedule.every(Duration.ofSeconds(20));
  }

  @Override
  public void run() {
    for (UUID tenant : repository.tenants()) {
      if (Thread.currentThread().isInterrupted()) {
        return; // shutting down
      }
      try {
        callers.run(Caller.system(tenant, name()), this::scoreMarked);
        waiting.remove(tenant);
      } catch (ProblemException e) { // the tenant's state and not a failure: a missing exchange rate; told once
        if (waiting.add(tenant)) {
          LOG.warnf("re-scoring waits for tenant %s: %s", tenant, e.getMessage());
        }
      } catch (RuntimeException e) {
        LOG.errorf(e, "re-scoring failed for tenant %s", tenant);
      }
    }
  }

  /** Scores the marked customers of the caller's tenant at once. */
  public void scoreMarked() {
    boolean more = true;
    while (more && !Thread.currentThread().isInterrupted()) {
      more = QuarkusTransaction.requiringNew().timeout(SECONDS).call(this::scoreSome);
    }
    try {
      QuarkusTransaction.requiringNew().run(this::forget);
    } catch (StillMarked e) {
      LOG.debug("marked again meanwhile: the next round comes to it");
    }
  }

  /** Marking only the transaction for its rollback would let its end fail like a failure. */
  private void forget() {
    if (!repository.forget()) {
      throw new StillMarked();
    }
  }

  /** Takes the forgetting back. */
  private static final class StillMarked extends RuntimeException {}

  private void score(UUID model, ModelState state, UUID[] renewals) {
    Instant now = clock.instant();
    scorer.score(
        cache.get(model), renewals, ScoreOrigin.at(now, null, state, now, RiskRules.of(settings.current())));
  }

  private boolean scoreSome() {
    List<RescoreRepository.Mark> marks = repository.marks(CUSTOMERS_AT_ONCE);
    UUID[] customers = marks.stream().map(RescoreRepository.Mark::customerId).toArray(UUID[]::new);
    Optional<UUID> model = models.activeModel();
    if (customers.length > 0 && model.isPresent()) {
      UUID[] renewals = repository.openRenewals(customers);
      if (renewals.length > 0) {
        score(model.get(), ModelState.ACTIVE, renewals);
        models.shadowModels().forEach(shadow -> score(shadow, ModelState.SHADOW, renewals));
      }
    }
    if (!marks.isEmpty()) {
      repository.remove(marks);
    }
    return customers.length == CUSTOMERS_AT_ONCE;
  }
}
