package dev.perennial.signal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.customer.Survivors;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Takes signals in, one or many, and lists them. */
@ApplicationScoped
public class SignalService {
  /** Rows of one transaction at most: locks and memory stay small. */
  public static final int MAX_BATCH = 10_000;

  private static final List<SortKey<SignalView>> SORTS =
      List.of(new SortKey<>("occurredAt", "s.occurred_at", "timestamptz", SignalView::occurredAt));

  private final SignalJudge judge;
  private final SignalWriter writer;
  private final SignalStoreRepository store;
  private final SignalRepository repository;
  private final Survivors survivors;
  private final EventLog events;
  private final Clock clock;
  private final ObjectMapper json;

  SignalService(
      SignalJudge judge,
      SignalWriter writer,
      SignalStoreRepository store,
      SignalRepository repository,
      Survivors survivors,
      EventLog events,
      Clock clock,
      ObjectMapper json) {
    this.judge = judge;
    this.writer = writer;
    this.store = store;
    this.repository = repository;
    this.survivors = survivors;
    this.events = events;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Stores one signal, unless it is there already.
   *
   * @throws ProblemException when it is not valid, or its customer does not exist
   */
  @Transactional
  SignalReceipt receive(SignalFields fields, Intake intake) {
    Instant now = clock.instant();
    Judged judged = judge.judge(List.of(fields), intake, now);
    ProblemException problem = judged.refused().get(0);
    if (problem != null) {
      throw problem;
    }
    Signal signal = judged.signals().getFirst();
    if (signal == null) {
      writer.write(judged, writer.prepare(judged), intake);
      return SignalReceipt.waiting();
    }
    boolean stored = !writer.insert(List.of(signal), now).isEmpty();
    SignalView view = repository.find(signal.key()).orElseThrow();
    if (stored) {
      events.append(
          new Event(
              SignalWriter.RECEIVED,
              "signal",
              view.id(),
              null,
              view.customerId(),
              null,
              json.valueToTree(view)));
    }
    return new SignalReceipt(stored, false, view);
  }

  /**
   * Stores what can be stored of a batch of at most {@value #MAX_BATCH} and says of each what
   * became of it, in order. References are resolved, times, types and scope checked.
   */
  @Transactional
  public List<SignalOutcome> receiveAll(List<SignalFields> batch, Intake intake) {
    Judged judged = judge(batch, intake);
    return writer.write(judged, prepare(judged), intake);
  }

  /** The halves of {@link #receiveAll}: a stream judges and prepares a batch while the one before is being written. */
  Judged judge(List<SignalFields> batch, Intake intake) {
    checkSize(batch.size());
    return judge.judge(batch, intake, clock.instant());
  }

  PreparedSignals prepare(Judged judged) {
    return writer.prepare(judged);
  }

  @Transactional
  List<SignalOutcome> write(Judged judged, PreparedSignals prepared, Intake intake) {
    return writer.write(judged, prepared, intake);
  }

  /**
   * The same, but all or nothing: when one is refused none is stored, and the others say so by
   * being unstored.
   */
  @Transactional
  public List<SignalOutcome> receiveAllOrNothing(List<SignalFields> batch, Intake intake) {
    Judged judged = judge(batch, intake);
    return judged.refused().isEmpty() ? writer.write(judged, prepare(judged), intake) : judged.unwritten();
  }

  /**
   * Stores a batch of at most {@value #MAX_BATCH} that the caller has checked: customers exist in
   * the caller's tenant, values are in range. One event for the whole. What is there already stays
   * as it is.
   */
  @Transactional
  public StoreCounts store(List<Signal> batch) {
    checkSize(batch.size());
    int stored = writer.insertAndCount(batch, clock.instant());
    return new StoreCounts(stored, batch.size() - stored);
  }

  /** Finds anew when these customers were last in touch, from the facts recorded for each. */
  @Transactional
  public void recomputeLastInteraction(Collection<UUID> customers) {
    store.recomputeLastInteraction(customers.toArray(UUID[]::new), clock.instant());
  }

  Page<SignalView> list(SignalFilter filter, PageRequest request) {
    UUID customer = filter.customerId();
    var filters = filter.filters(customer == null ? List.of() : survivors.family(customer));
    String revisions = filter.revisionCondition();
    Keyset<SignalView> keyset =
        Keyset.of(
            request, "-occurredAt", SORTS, Signals.ID_SQL, SignalView::id, filters + revisions);
    String conditions = revisions + Signals.timeBound("s.occurred_at", request);
    return keyset.page(repository.list(filters, conditions, keyset));
  }

  private static void checkSize(int size) {
    if (size > MAX_BATCH) {
      throw new IllegalArgumentException("a batch of " + size + " signals; at most " + MAX_BATCH);
    }
  }
}
