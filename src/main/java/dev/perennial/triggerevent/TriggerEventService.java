package dev.perennial.triggerevent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.customer.Survivors;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import dev.perennial.platform.http.SortKey;
import dev.perennial.platform.time.Ids;
import dev.perennial.signal.CustomerReference;
import dev.perennial.signal.SignalReferenceRepository;
import dev.perennial.signal.SignalReferences;
import dev.perennial.signal.Signals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes trigger events in, posted or detected, and lists them. */
@ApplicationScoped
public class TriggerEventService {
  private static final String RECEIVED = "trigger_event.received";
  private static final String DETECTED = "trigger_event.detected";
  private static final int SINGLE_EVENTS = 200;
  private static final List<SortKey<TriggerEventView>> SORTS =
      List.of(new SortKey<>("occurredAt", "e.occurred_at", "timestamptz", TriggerEventView::occurredAt));

  private final TriggerEventChecks checks;
  private final TriggerEventTypeService types;
  private final SignalReferenceRepository references;
  private final TriggerEventStoreRepository store;
  private final TriggerEventRepository repository;
  private final Survivors survivors;
  private final EventLog events;
  private final Clock clock;
  private final Ids ids;
  private final ObjectMapper json;

  TriggerEventService(
      TriggerEventChecks checks, TriggerEventTypeService types, SignalReferenceRepository references,
      TriggerEventStoreRepository store, TriggerEventRepository repository, Survivors survivors, EventLog events,
      Clock clock, Ids ids, ObjectMapper json) {
    this.checks = checks;
    this.types = types;
    this.references = references;
    this.store = store;
    this.repository = repository;
    this.survivors = survivors;
    this.events = events;
    this.clock = clock;
    this.ids = ids;
    this.json = json;
  }

  /**
   * Stores one event, unless it is there already.
   *
   * @throws ProblemException when it is not valid, or its customer or contact does not exist
   */
  @Transactional
  TriggerEventReceipt receive(TriggerEventFields fields) {
    Instant now = clock.instant();
    ProblemException refusal = checks.refusal(fields, types.byCode(), now);
    if (refusal != null) {
      throw refusal;
    }
    SignalReferences found = resolve(List.of(fields));
    ProblemException missing = missing(fields, found);
    if (missing != null) {
      throw missing;
    }
    boolean stored = !store.store(List.of(event(fields, found, now)), now).isEmpty();
    TriggerEventView view = repository.find(fields.source(), fields.sourceId(), fields.revisionOrZero()).orElseThrow();
    if (stored) {
      events.append(
          new Event(RECEIVED, "trigger_event", view.id(), null, view.customerId(), null, json.valueToTree(view)));
    }
    return new TriggerEventReceipt(stored, view);
  }

  /**
   * Stores what can be stored of a batch and says of each what became of it, in order.
   *
   * @param atomic all or nothing: when one is refused none is stored
   */
  @Transactional
  public List<TriggerEventOutcome> receiveAll(List<TriggerEventFields> batch, boolean atomic) {
    Instant now = clock.instant();
    List<TriggerEventOutcome> outcomes = new ArrayList<>();
    List<@Nullable TriggerEvent> accepted = judge(batch, now, outcomes);
    if (atomic && accepted.contains(null)) {
      return outcomes;
    }
    List<TriggerEvent> ordered =
        accepted.stream().filter(Objects::nonNull).map(Objects::requireNonNull).sorted(TriggerEvent.ORDER).toList();
    Set<String> stored = ordered.isEmpty() ? Set.of() : store.store(ordered, now);
    appendBatch(RECEIVED, stored.size(), ordered.size() - stored.size(), 0);
    Set<String> left = new HashSet<>(stored);
    for (int i = 0; i < accepted.size(); i++) {
      TriggerEvent event = accepted.get(i);
      if (event != null) {
        outcomes.set(i, new TriggerEventOutcome(left.remove(event.key()), null));
      }
    }
    return outcomes;
  }

  /** Stores what rules found, and what they take back; both are logged one by one unless they are very many. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void detected(List<TriggerEvent> found) {
    Set<String> stored = store.store(found.stream().sorted(TriggerEvent.ORDER).toList(), clock.instant());
    if (stored.size() > SINGLE_EVENTS) {
      long retracted = found.stream().filter(TriggerEvent::retracted).count();
      appendBatch(DETECTED, stored.size() - (int) retracted, 0, (int) retracted);
      return;
    }
    for (TriggerEvent event : found) {
      if (stored.contains(event.key())) {
        events.append(
            new Event(DETECTED, "trigger_event", ids.next(), null, event.customerId(), null, json.valueToTree(event)));
      }
    }
  }

  Page<TriggerEventView> list(TriggerEventFilter filter, PageRequest request, @Nullable PointInTime at) {
    List<UUID> family = family(filter.customerId(), at);
    Filters filters = filter.filters(family);
    boolean all = filter.everyRevision();
    String conditions =
        (at == null ? all ? "" : TriggerEvents.CURRENT_SQL
            : all ? " AND e.known_at <= :knownAt AND e.recorded_at <= :recordedBy" : TriggerEvents.PAST_SQL)
            + Signals.timeBound("e.occurred_at", request);
    String binding = filters + String.valueOf(all);
    Keyset<TriggerEventView> keyset =
        Keyset.of(
            request, "-occurredAt", SORTS, TriggerEvents.ID_SQL, TriggerEventView::id,
            at == null ? binding : at.binding(binding));
    return keyset.page(repository.list(filters, conditions, at == null ? Map.of() : at.binds(), keyset));
  }

  private List<UUID> family(@Nullable UUID customer, @Nullable PointInTime at) {
    if (customer == null) {
      return List.of();
    }
    return at == null ? survivors.family(customer) : survivors.family(customer, at);
  }

  private List<@Nullable TriggerEvent> judge(
      List<TriggerEventFields> batch, Instant now, List<TriggerEventOutcome> outcomes) {
    Map<String, TriggerEventTypeView> known = types.byCode();
    List<TriggerEventFields> valid = new ArrayList<>();
    for (TriggerEventFields fields : batch) {
      ProblemException refusal = checks.refusal(fields, known, now);
      outcomes.add(new TriggerEventOutcome(false, refusal));
      if (refusal == null) {
        valid.add(fields);
      }
    }
    SignalReferences found = resolve(valid);
    List<@Nullable TriggerEvent> accepted = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      ProblemException problem = outcomes.get(i).problem();
      ProblemException missing = problem == null ? missing(batch.get(i), found) : problem;
      outcomes.set(i, new TriggerEventOutcome(false, missing));
      accepted.add(missing == null ? event(batch.get(i), found, now) : null);
    }
    return accepted;
  }

  private SignalReferences resolve(List<TriggerEventFields> batch) {
    Set<CustomerReference> customers = new HashSet<>();
    Set<References.TypedReference> contacts = new HashSet<>();
    for (TriggerEventFields fields : batch) {
      customers.add(fields.customer());
      if (fields.contactId() != null) {
        contacts.add(new References.TypedReference(ResourceType.CONTACT, fields.contactId()));
      }
    }
    return references.find(customers, contacts);
  }

  private void appendBatch(String type, int stored, int duplicate, int retracted) {
    if (stored + retracted > 0) {
      ObjectNode counts = json.createObjectNode().put("stored", stored).put("duplicate", duplicate).put("retracted", retracted);
      events.append(new Event(type, "trigger_event_batch", ids.next(), null, null, null, counts));
    }
  }

  private static @Nullable ProblemException missing(TriggerEventFields fields, SignalReferences found) {
    if (!found.customers().containsKey(fields.customer())) {
      return missing("/customer", "customer");
    }
    boolean known = fields.contactId() == null || found.id(ResourceType.CONTACT, fields.contactId()) != null;
    return known ? null : missing("/contactId", "contact");
  }

  private static ProblemException missing(String pointer, String what) {
    String detail = "There is no such " + what + ".";
    return new ProblemException(ProblemType.NOT_FOUND, detail, List.of(FieldError.at(pointer, "not_found", detail)));
  }

  private TriggerEvent event(TriggerEventFields fields, SignalReferences found, Instant now) {
    return new TriggerEvent(
        fields.source(), fields.sourceId(), fields.revisionOrZero(),
        Objects.requireNonNull(found.customer(fields.customer())), found.id(ResourceType.CONTACT, fields.contactId()), fields.type(),
        fields.occurredAt().truncatedTo(ChronoUnit.MICROS),
        fields.knownAt() == null ? now : fields.knownAt().truncatedTo(ChronoUnit.MICROS), fields.isRetracted(), null, null,
        fields.attributes() == null ? null : json.valueToTree(fields.attributes()));
  }
}
