package dev.perennial.criterion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.customer.Survivors;
import dev.perennial.editing.Reference;
import dev.perennial.editing.ResourceType;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.fact.Fact;
import dev.perennial.fact.FactKey;
import dev.perennial.fact.FactOutcome;
import dev.perennial.fact.Facts;
import dev.perennial.fact.RescoreMarkRepository;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.platform.time.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Delivery scores: received and listed. */
@ApplicationScoped
public class DeliveryScoreService {
  private static final String RECEIVED = "delivery_score.received";
  private static final List<SortKey<DeliveryScoreView>> SORTS =
      List.of(new SortKey<>("occurredAt", "x.occurred_at", "timestamptz", DeliveryScoreView::occurredAt));

  private final DeliveryScoreRepository repository;
  private final RescoreMarkRepository marks;
  private final Facts facts;
  private final Survivors survivors;
  private final EventLog events;
  private final Ids ids;
  private final ObjectMapper json;

  DeliveryScoreService(
      DeliveryScoreRepository repository, RescoreMarkRepository marks, Facts facts, Survivors survivors, EventLog events,
      Ids ids, ObjectMapper json) {
    this.repository = repository;
    this.marks = marks;
    this.facts = facts;
    this.survivors = survivors;
    this.events = events;
    this.ids = ids;
    this.json = json;
  }

  /** One score and whether it is new. */
  record Received(DeliveryScoreView score, boolean stored) {}

  /**
   * Stores one score of a criterion, unless it is there.
   *
   * @throws ProblemException when it is not valid or there is no such criterion
   */
  @Transactional
  Received receive(UUID criterion, DeliveryScoreFields fields) {
    Reference named = fields.purchaseCriterionId();
    if (named != null && !criterion.equals(named.id())) {
      throw ProblemException.invalid(
          FieldError.at("/purchaseCriterionId", "invalid", "The path names the criterion; leave it out here."));
    }
    // found again by its key, so it gets one now
    String sourceId = fields.sourceId() == null && fields.source() == null ? ids.next().toString() : fields.sourceId();
    String source = fields.sourceId() == null && fields.source() == null ? "manual" : fields.source();
    DeliveryScoreFields keyed =
        new DeliveryScoreFields(
            Reference.of(criterion), source, sourceId, fields.value(), fields.evidence(), fields.evidenceUrl(), fields.respondentContactId(),
            fields.occurredAt(), fields.knownAt(), fields.revision(), fields.retracted());
    FactOutcome outcome = receive(List.of(keyed), false).getFirst();
    outcome.idOrThrow();
    FactKey key =
        new FactKey(String.valueOf(source), String.valueOf(sourceId), fields.revision() == null ? 0 : fields.revision());
    DeliveryScoreView view = repository.find(key);
    if (outcome.stored()) {
      events.append(new Event(RECEIVED, "delivery_score", view.id(), null, view.customerId(), null, json.valueToTree(view)));
    }
    return new Received(view, outcome.stored());
  }

  /** Stores what can be stored of a batch; one event for the whole. */
  @Transactional
  public List<FactOutcome> receiveAll(List<DeliveryScoreFields> batch, boolean atomic) {
    List<FactOutcome> outcomes = receive(batch, atomic);
    long stored = outcomes.stream().filter(FactOutcome::stored).count();
    if (stored > 0) {
      ObjectNode counts = json.createObjectNode().put("stored", stored).put("duplicate", outcomes.stream().filter(o -> o.problem() == null && !o.stored()).count());
      events.append(new Event(RECEIVED, "delivery_score_batch", ids.next(), null, null, null, counts));
    }
    return outcomes;
  }

  private List<FactOutcome> receive(List<DeliveryScoreFields> batch, boolean atomic) {
    return facts.receive(batch, ResourceType.PURCHASE_CRITERION, "/purchaseCriterionId", PurchaseCriterionRepository.DELIVERY_SCORE, atomic, this::store);
  }

  private Set<FactKey> store(List<Fact<DeliveryScoreFields>> batch, Instant now) {
    Set<FactKey> stored = repository.store(batch, now);
    if (!stored.isEmpty()) {
      marks.mark(PurchaseCriterionRepository.DELIVERY_SCORE, stored, now);
    }
    return stored;
  }

  Page<DeliveryScoreView> list(DeliveryScoreFilter filter, @Nullable PointInTime at, PageRequest request) {
    boolean all = "all".equals(filter.revisions);
    if (filter.revisions != null && !all) {
      throw ProblemException.invalid(FieldError.parameter("revisions", "invalid", "The parameter revisions can be all."));
    }
    UUID customer = filter.customerId;
    UUID[] family = customer == null ? null : survivors.family(customer).toArray(UUID[]::new);
    Filters filters =
        new Filters()
            .and("x.purchase_criterion_id = :criterion", "criterion", filter.purchaseCriterionId)
            .and("x.customer_id = ANY(:family)", "family", family)
            .and("x.source = :source", "source", filter.source)
            .and("x.source_id = :sourceId", "sourceId", filter.sourceId)
            .and("x.occurred_at >= :from", "from", filter.from)
            .and("x.occurred_at < :to", "to", filter.to);
    String selection = filters + " " + all;
    Keyset<DeliveryScoreView> keyset =
        Keyset.of(
            request, "-occurredAt", SORTS, FactKey.idSql(PurchaseCriterionRepository.DELIVERY_SCORE, "x"), DeliveryScoreView::id,
            at == null ? selection : at.binding(selection));
    return keyset.page(repository.list(keyset, filters, all, at));
  }
}
