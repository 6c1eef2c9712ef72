package dev.perennial.eventlog;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events of a transaction and writes them in its last statement, so that the tenant's counter is locked as
 * briefly as can be and the sequence has no gaps: a rolled-back transaction never took a number.
 */
@Singleton
public class EventLog {
  private static final String PENDING = EventLog.class.getName();

  private final TransactionSynchronizationRegistry transactions;
  private final EntityManager entities;
  private final EventRepository repository;
  private final MeterRegistry metrics;

  EventLog(
      TransactionSynchronizationRegistry transactions, EntityManager entities, EventRepository repository,
      MeterRegistry metrics) {
    this.transactions = transactions;
    this.entities = entities;
    this.repository = repository;
    this.metrics = metrics;
  }

  /** Records one change; must be called inside the transaction that makes it. */
  public void append(Event event) {
    if (!EventTypes.ALL.contains(event.type())) {
      throw new IllegalArgumentException("the catalogue has no event " + event.type());
    }
    pending().add(event);
  }

  /** How many events the transaction has so far: what {@link #takeBack} returns to. */
  public int mark() {
    List<Event> pending = known();
    return pending == null ? 0 : pending.size();
  }

  /** Forgets the events since a mark, whose changes were rolled back to a savepoint of that moment. */
  public void takeBack(int mark) {
    List<Event> pending = known();
    if (pending != null) {
      pending.subList(mark, pending.size()).clear();
    }
  }

  @SuppressWarnings("unchecked")
  private @Nullable List<Event> known() {
    return (List<Event>) transactions.getResource(PENDING);
  }

  private List<Event> pending() {
    if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
      throw new IllegalStateException("an event needs the transaction of its change");
    }
    List<Event> pending = known();
    if (pending == null) {
      // Opens the session now if nothing has yet: a transaction of SQL alone has none, and cannot take one up while it
      // completes, when the flush below asks for it.
      entities.isJoinedToTransaction();
      pending = new ArrayList<>();
      transactions.putResource(PENDING, pending);
      List<Event> events = pending;
      transactions.registerInterposedSynchronization(
          new Synchronization() {
            @Override
            public void beforeCompletion() {
              entities.flush(); // the changes first, the log last
              if (!events.isEmpty()) { // all of them may have been taken back
                repository.append(events);
              }
            }

            @Override
            public void afterCompletion(int status) {
              if (status == Status.STATUS_COMMITTED) {
                events.forEach(event -> metrics.counter("perennial.events", "type", event.type()).increment());
              }
            }
          });
    }
    return pending;
  }
}
