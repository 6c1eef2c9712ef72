package dev.perennial.signal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.customer.CustomerNamesListener;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.platform.time.Ids;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Signals that wait for a customer: shown, matched when it appears, led to it by hand, discarded. */
@ApplicationScoped
public class UnmatchedService implements CustomerNamesListener {
  private static final List<SortKey<UnmatchedView>> SORTS =
      List.of(
          new SortKey<>("signals", "x.signals", "bigint", UnmatchedView::signals),
          new SortKey<>("lastReceivedAt", "x.last_received_at", "timestamptz", UnmatchedView::lastReceivedAt),
          new SortKey<>("externalId", "x.external_id", "text", UnmatchedView::externalId));

  /** Stands for a customer that is not there. */
  private static final UUID NOBODY = new UUID(0, 0);

  private final UnmatchedRepository queue;
  private final UnmatchedListRepository lists;
  private final SignalStoreRepository store;
  private final SignalWriter writer;
  private final References references;
  private final EventLog events;
  private final ObjectMapper json;
  private final Ids ids;
  private final Clock clock;

  UnmatchedService(
      UnmatchedRepository queue, UnmatchedListRepository lists, SignalStoreRepository store, SignalWriter writer,
      References references, EventLog events, ObjectMapper json, Ids ids, Clock clock) {
    this.queue = queue;
    this.lists = lists;
    this.store = store;
    this.writer = writer;
    this.references = references;
    this.events = events;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  Page<UnmatchedView> list(Filters filters, PageRequest request) {
    Keyset<UnmatchedView> keyset = Keyset.of(request, "-signals", SORTS, "x.id", UnmatchedView::id, filters);
    Page<UnmatchedView> page = keyset.page(lists.list(keyset, filters));
    return new Page<>(lists.withSuggestions(page.items()), page.nextCursor());
  }

  /** A first chunk goes with the customer's own transaction; what is more follows with the next round. */
  @Override
  public void named(Map<ExternalId, UUID> named) {
    if (!queue.isEmpty()) {
      match(named);
    }
  }

  /** Matches what can be matched of the caller's tenant, chunk after chunk. */
  void sweep() {
    if (queue.isEmpty()) {
      return;
    }
    int taken;
    do {
      taken = QuarkusTransaction.requiringNew().call(this::matchFindable);
    } while (taken > 0 && !Thread.currentThread().isInterrupted());
  }

  private int matchFindable() {
    Map<ExternalId, UUID> findable = queue.findable();
    return findable.isEmpty() ? 0 : match(findable).taken();
  }

  /**
   * References lead to customers from now on, and what waits for them becomes signals.
   *
   * @throws ProblemException when a customer does not exist, or a reference leads to another one
   */
  UnmatchedResult resolve(List<ResolveRequest.Resolution> resolutions) {
    Map<References.TypedReference, UUID> customers =
        references.find(resolutions.stream().map(UnmatchedService::customer).toList()).ids();
    Map<ExternalId, UUID> wanted = new LinkedHashMap<>();
    for (int i = 0; i < resolutions.size(); i++) {
      UUID customer = customers.getOrDefault(customer(resolutions.get(i)), NOBODY);
      if (wanted.put(resolutions.get(i).reference(), customer) != null) {
        throw ProblemException.invalid(
            FieldError.at("/items/" + i + "/reference", "repeated", "Another item has the same reference."));
      }
    }
    Map<ExternalId, UUID> leads = QuarkusTransaction.requiringNew().call(() -> remember(resolutions, wanted));
    int stored = 0;
    UnmatchedRepository.Matched matched;
    do {
      matched = QuarkusTransaction.requiringNew().call(() -> match(leads));
      stored += matched.stored();
    } while (matched.taken() > 0);
    return new UnmatchedResult(stored);
  }

  private static References.TypedReference customer(ResolveRequest.Resolution resolution) {
    return new References.TypedReference(ResourceType.CUSTOMER, resolution.customerId());
  }

  private Map<ExternalId, UUID> remember(List<ResolveRequest.Resolution> resolutions, Map<ExternalId, UUID> wanted) {
    Map<ExternalId, UUID> leads = queue.remember(wanted);
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < resolutions.size(); i++) {
      if (!leads.containsKey(resolutions.get(i).reference())) {
        errors.add(
            FieldError.at(
                "/items/" + i + "/customerId", "not_found",
                "There is no such customer, or the reference leads to another one already."));
      }
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    log("unmatched_signals.resolved", Map.of("references", wanted.keySet()));
    return leads;
  }

  /** Throws away what waits for these references. */
  UnmatchedResult discard(List<ExternalId> references) {
    int discarded = 0;
    int some;
    do {
      some = QuarkusTransaction.requiringNew().call(() -> queue.discard(references));
      discarded += some;
    } while (some > 0);
    int all = discarded;
    QuarkusTransaction.requiringNew()
        .run(() -> log("unmatched_signals.discarded", Map.of("references", references, "signals", all)));
    return new UnmatchedResult(discarded);
  }

  private UnmatchedRepository.Matched match(Map<ExternalId, UUID> customers) {
    Instant now = clock.instant();
    UnmatchedRepository.Matched matched = queue.match(customers, writer.heard(), now);
    if (matched.corrected().length > 0) {
      store.recomputeLastInteraction(matched.corrected(), now);
    }
    writer.tellListeners(matched.heard());
    if (matched.stored() > 0) {
      writer.appendBatchEvent(matched.stored(), matched.taken() - matched.stored());
    }
    return matched;
  }

  private void log(String type, Map<String, Object> what) {
    events.append(new Event(type, "unmatched_signals", ids.next(), null, null, null, json.valueToTree(what)));
  }
}
