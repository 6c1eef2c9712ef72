package dev.perennial.renewal;

import dev.perennial.contract.RevenueSteps;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.time.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes changed renewals and what hangs on them: stage history, board, events. Runs in the
 * change's transaction.
 */
@Singleton
class RenewalWriter {
  private final RenewalRepository repository;
  private final StageHistory stages;
  private final RevenueSteps revenue;
  private final RenewalBoard board;
  private final RenewalEvents events;
  private final CallerContext callers;
  private final Clock clock;
  private final Ids ids;

  RenewalWriter(
      RenewalRepository repository,
      StageHistory stages,
      RevenueSteps revenue,
      RenewalBoard board,
      RenewalEvents events,
      CallerContext callers,
      Clock clock,
      Ids ids) {
    this.repository = repository;
    this.stages = stages;
    this.revenue = revenue;
    this.board = board;
    this.events = events;
    this.callers = callers;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * @param quiet no event for each renewal: the caller logs the batch as a whole
   */
  void write(List<RenewalChange> changes, boolean quiet) {
    if (changes.isEmpty()) {
      return;
    }
    store(changes);
    stages.append(changes, null);
    refresh(changes);
    if (!quiet) {
      changes.forEach(events::changed);
    }
  }

  /** One change that somebody made for a reason. */
  void write(RenewalChange change, String event, @Nullable String note) {
    tell(List.of(new ToldChange(change, event, note)));
  }

  /** Several such changes, of a renewal each. */
  void tell(List<ToldChange> told) {
    if (told.isEmpty()) {
      return;
    }
    List<RenewalChange> changes = told.stream().map(ToldChange::change).toList();
    store(changes);
    told.forEach(one -> stages.append(List.of(one.change()), one.note()));
    refresh(changes);
    told.forEach(one -> events.append(one.change(), one.event(), one.note()));
  }

  private void store(List<RenewalChange> changes) {
    Instant now = clock.instant();
    List<RenewalEntity> made = new ArrayList<>();
    for (RenewalChange change : changes) {
      RenewalEntity renewal = change.renewal();
      renewal.updatedAt = now;
      renewal.knownFrom = now;
      if (change.before() == null) {
        renewal.id = ids.next();
        renewal.tenantId = callers.tenantId();
        renewal.createdAt = now;
        made.add(renewal);
      }
    }
    repository.persist(made);
    repository.flush();
  }

  private void refresh(List<RenewalChange> changes) {
    Set<UUID> customers = new HashSet<>();
    Set<UUID> renewals = new HashSet<>();
    for (RenewalChange change : changes) {
      renewals.add(change.renewal().id);
      customers.add(change.renewal().customerId);
      if (change.before() != null) {
        customers.add(change.before().customerId());
      }
    }
    revenue.recompute(customersOfGrace(changes)); // takes boards of renewals before those of customers
    board.refresh(renewals);
    board.refreshCustomers(customers);
  }

  /** Whose revenue began or ceased to outlast its term. New renewals come with contracts, whose writer computes it anyway. */
  private static Set<UUID> customersOfGrace(List<RenewalChange> changes) {
    Set<UUID> customers = new HashSet<>();
    for (RenewalChange change : changes) {
      RenewalState before = change.before();
      RenewalEntity renewal = change.renewal();
      if (before != null && renewal.dueDate != null
          && keepsRevenue(before.outcome(), before.noticeReceivedDate()) != keepsRevenue(renewal.outcome, renewal.noticeReceivedDate)) {
        customers.add(renewal.customerId);
      }
    }
    return customers;
  }

  private static boolean keepsRevenue(@Nullable Outcome outcome, @Nullable LocalDate noticeReceived) {
    return noticeReceived == null && (outcome == null || outcome == Outcome.RENEWED);
  }
}
