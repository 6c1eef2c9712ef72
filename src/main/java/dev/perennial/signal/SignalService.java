package dev.perennial.signal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.customer.Survivors;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.platform.time.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes signals in, one or many, and lists them. */
@ApplicationScoped
public class SignalService {
  /** Rows of one transaction at most: locks and memory stay small. */
  public static final int MAX_BATCH = 10_000;

  private static final String RECEIVED = "signal.received";
  private static final List<SortKey<SignalView>> SORTS =
      List.of(new SortKey<>("occurredAt", "s.occurred_at", "timestamptz", SignalView::occurredAt));

  private final SignalRules rules;
  private final SignalReferenceRepository references;
  private final SignalStoreRepository store;
  private final SignalRepository repository;
  private final Survivors survivors;
  private final SignalParticipantRepository participants;
  private final Iterable<SignalListener> listeners;
  private final EventLog events;
  private final Clock clock;
  private final Ids ids;
  private final ObjectMapper json;

  SignalService(
      SignalRules rules,
      SignalReferenceRepository references,
      SignalStoreRepository store,
      SignalRepository repository,
      Survivors survivors,
      SignalParticipantRepository participants,
      @Any Instance<SignalListener> listeners,
      EventLog events,
      Clock clock,
      Ids ids,
      ObjectMapper json) {
    this.rules = rules;
    this.references = references;
    this.store = store;
    this.repository = repository;
    this.survivors = survivors;
    this.participants = participants;
    this.listeners = listeners;
    this.events = events;
    this.clock = clock;
    this.ids = ids;
    this.json = json;
  }

  /**
   * Stores one signal, unless it is there already.
   *
   * @throws ProblemException when it is not valid, or its customer does not exist
   */
  @Transactional
  SignalReceipt receive(SignalFields fields) {
    Instant now = clock.instant();
    ProblemException refusal = rules.refusal(fields, now);
    if (refusal != null) {
      throw refusal;
    }
    SignalReferences found = references.resolve(List.of(fields));
    ProblemException missing = found.missing(fields);
    if (missing != null) {
      throw missing;
    }
    Signal signal = signal(fields, found, now);
    boolean stored = !insert(List.of(signal), now).isEmpty();
    participants.store(List.of(fields), now);
    SignalView view = repository.find(signal.key()).orElseThrow();
    if (stored) {
      events.append(
          new Event(
              RECEIVED,
              "signal",
              view.id(),
              null,
              view.customerId(),
              null,
              json.valueToTree(view)));
    }
    return new SignalReceipt(stored, view);
  }

  /**
   * Stores what can be stored of a batch of at most {@value #MAX_BATCH} and says of each what
   * became of it, in order. References are resolved, times and scope checked.
   */
  @Transactional
  public List<SignalOutcome> receiveAll(List<SignalFields> batch) {
    return write(batch, judge(batch));
  }

  /**
   * The same, but all or nothing: when one is refused none is stored, and the others say so by
   * being unstored.
   */
  @Transactional
  public List<SignalOutcome> receiveAllOrNothing(List<SignalFields> batch) {
    Judged judged = judge(batch);
    return judged.refused().isEmpty() ? write(batch, judged) : judged.unwritten();
  }

  /**
   * Stores a batch of at most {@value #MAX_BATCH} that the caller has checked: customers exist in
   * the caller's tenant, values are in range. One event for the whole. What is there already stays
   * as it is.
   */
  @Transactional
  public StoreCounts store(List<Signal> batch) {
    checkSize(batch.size());
    Instant now = clock.instant();
    List<Signal> ordered = ordered(batch);
    int stored = store.storeAndCount(ordered, now);
    if (stored > 0) {
      followCorrections(ordered, now);
      appendBatchEvent(stored, batch.size() - stored);
    }
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

  private Judged judge(List<SignalFields> batch) {
    checkSize(batch.size());
    Instant now = clock.instant();
    Map<Integer, ProblemException> refused = new LinkedHashMap<>();
    List<SignalFields> valid = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      ProblemException refusal = rules.refusal(batch.get(i), now);
      if (refusal == null) {
        valid.add(batch.get(i));
      } else {
        refused.put(i, refusal);
      }
    }
    SignalReferences found = references.resolve(valid);
    List<@Nullable Signal> signals = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      ProblemException missing = refused.containsKey(i) ? null : found.missing(batch.get(i));
      if (missing != null) {
        refused.put(i, missing);
      }
      signals.add(refused.containsKey(i) ? null : signal(batch.get(i), found, now));
    }
    return new Judged(signals, refused, now);
  }

  private List<SignalOutcome> write(List<SignalFields> batch, Judged judged) {
    List<Signal> accepted = judged.accepted();
    Set<SignalKey> stored = accepted.isEmpty() ? Set.of() : insert(accepted, judged.now());
    int count = stored.size();
    if (count > 0) {
      participants.store(batch, judged.now());
    }
    if (count > 0) {
      appendBatchEvent(count, accepted.size() - count);
    }
    return judged.outcomes(stored);
  }

  private Set<SignalKey> insert(List<Signal> batch, Instant now) {
    List<Signal> ordered = ordered(batch);
    Set<SignalKey> stored = store.storeAndName(ordered, now);
    if (!stored.isEmpty()) {
      followCorrections(ordered, now);
      List<Signal> fresh = ordered.stream().filter(signal -> stored.contains(signal.key())).toList();
      listeners.forEach(listener -> listener.stored(fresh));
    }
    return stored;
  }

  private void followCorrections(List<Signal> batch, Instant now) {
    List<Signal> corrections = batch.stream().filter(signal -> signal.revision() > 0).toList();
    if (!corrections.isEmpty()) {
      store.follow(corrections, now);
    }
  }

  private void appendBatchEvent(int stored, int duplicate) {
    ObjectNode counts = json.createObjectNode().put("stored", stored).put("duplicate", duplicate);
    events.append(new Event(RECEIVED, "signal_batch", ids.next(), null, null, null, counts));
  }

  /** By key, the earlier of two equal ones first. */
  private static List<Signal> ordered(List<Signal> batch) {
    return batch.stream().sorted(Comparator.comparing(Signal::key)).toList();
  }

  private static void checkSize(int size) {
    if (size > MAX_BATCH) {
      throw new IllegalArgumentException("a batch of " + size + " signals; at most " + MAX_BATCH);
    }
  }

  private static Signal signal(SignalFields fields, SignalReferences found, Instant now) {
    UUID customer = found.customer(fields.customer());
    if (customer == null) {
      throw new IllegalStateException("the customer was not resolved");
    }
    return new Signal(
        fields.source(),
        fields.sourceId(),
        fields.revisionOrZero(),
        customer,
        fields.kind(),
        fields.type(),
        fields.occurredAt().truncatedTo(ChronoUnit.MICROS),
        fields.knownAt() == null ? now : fields.knownAt().truncatedTo(ChronoUnit.MICROS),
        fields.value(),
        fields.sentiment(),
        fields.severity(),
        fields.direction(),
        fields.channel(),
        fields.phase(),
        fields.subjectKey(),
        fields.isRetracted(),
        fields.contactId(),
        fields.contractId(),
        fields.productId(),
        fields.attributes() == null ? Map.of() : fields.attributes());
  }
}
