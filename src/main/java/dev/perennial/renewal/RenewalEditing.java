package dev.perennial.renewal;

import dev.perennial.editing.Draft;
import dev.perennial.editing.Editing;
import dev.perennial.editing.ReferenceField;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.kernel.Money;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is particular about editing renewals: they are never made here, and amounts are in the contract's currency. */
@Singleton
class RenewalEditing implements Editing<RenewalEntity, RenewalFields> {
  private final RenewalRepository repository;
  private final RenewalBoard board;
  private final RenewalEvents events;
  private final SyncMode mode;
  private final CallerContext callers;
  private final Clock clock;

  RenewalEditing(
      RenewalRepository repository, RenewalBoard board, RenewalEvents events, SyncMode mode, CallerContext callers,
      Clock clock) {
    this.repository = repository;
    this.board = board;
    this.events = events;
    this.mode = mode;
    this.callers = callers;
    this.clock = clock;
  }

  @Override
  public ResourceType type() {
    return ResourceType.RENEWAL;
  }

  @Override
  public Class<RenewalFields> fieldsType() {
    return RenewalFields.class;
  }

  @Override
  public Class<RenewalEntity> entityType() {
    return RenewalEntity.class;
  }

  @Override
  public PanacheRepositoryBase<RenewalEntity, UUID> repository() {
    return repository;
  }

  @Override
  public RenewalEntity newEntity() {
    throw new IllegalStateException("renewals come from contracts");
  }

  @Override
  public RenewalFields fields(RenewalEntity entity) {
    HumanCall call = entity.humanCall;
    return new RenewalFields(
        entity.forecastCategory,
        entity.forecastAmount == null ? null : new Money(entity.forecastAmount, entity.currency),
        entity.nextStep,
        entity.nextStepDate,
        entity.snoozedUntilDate,
        entity.offer,
        call == null ? null : call.fields(),
        entity.externalIds);
  }

  @Override
  public List<ReferenceField> references(RenewalFields fields) {
    return List.of();
  }

  @Override
  public RenewalFields resolve(RenewalFields fields, References.Found found) {
    return fields;
  }

  @Override
  public void check(List<Draft<RenewalEntity, RenewalFields>> drafts) {
    for (Draft<RenewalEntity, RenewalFields> draft : drafts) {
      RenewalFields before = draft.before();
      if (before == null) {
        draft.refuse(notMadeHere());
        continue;
      }
      RenewalEntity renewal = draft.entity();
      RenewalFields fields = draft.after();
      checkCurrency(draft, "/forecastAmount/currency", fields.forecastAmount(), renewal);
      OfferFields offer = fields.offer();
      checkCurrency(draft, "/offer/amount/currency", offer == null ? null : offer.amount(), renewal);
      HumanCallFields call = fields.humanCall();
      if (call != null && call.outcome() != Outcome.RENEWED && call.outcome() != Outcome.NOT_RENEWED) {
        draft.error("/humanCall/outcome", "invalid", "A call is RENEWED or NOT_RENEWED.");
      }
      if (!renewal.isOpen() && fields.forecastCategory() != before.forecastCategory()) {
        draft.refuse(
            ProblemException.conflict("The renewal is decided (" + renewal.outcome + "); its forecast category is final."));
      }
      if (!draft.failed()) {
        renewal.loaded = RenewalState.of(renewal);
      }
    }
  }

  static ProblemException notMadeHere() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "There is no such renewal. Renewals come from contracts: store the contract, and its renewals appear.");
  }

  private static void checkCurrency(
      Draft<RenewalEntity, RenewalFields> draft, String pointer, @Nullable Money money, RenewalEntity renewal) {
    if (money != null && !money.currency().equals(renewal.currency)) {
      draft.error(pointer, "invalid", "The contract's currency is " + renewal.currency + ".");
    }
  }

  @Override
  public void apply(RenewalEntity entity, RenewalFields fields) {
    if (entity.isOpen()) {
      ForecastCategory category = fields.forecastCategory();
      entity.forecastCategory = category == null ? entity.stage.category() : category;
    }
    Money forecast = fields.forecastAmount();
    entity.forecastAmount = forecast == null ? null : forecast.amount();
    entity.nextStep = fields.nextStep();
    entity.nextStepDate = fields.nextStepDate();
    entity.snoozedUntilDate = fields.snoozedUntilDate();
    entity.offer = fields.offer();
    entity.humanCall = call(entity.humanCall, fields.humanCall());
  }

  /** A call keeps who made it and when, until it is another call. */
  private @Nullable HumanCall call(@Nullable HumanCall before, @Nullable HumanCallFields after) {
    if (after == null || before != null && before.fields().equals(after)) {
      return after == null ? null : before;
    }
    return new HumanCall(
        after.outcome(), after.confidence(), after.note(), after.expiresAt(), callers.caller().actor(), clock.instant());
  }

  @Override
  public void written(List<Draft<RenewalEntity, RenewalFields>> drafts) {
    board.refresh(drafts.stream().map(draft -> draft.entity().id).toList());
    if (!mode.isQuiet()) {
      drafts.forEach(
          draft -> events.append(new RenewalChange(draft.entity(), draft.entity().loaded), RenewalEvents.UPDATED));
    }
  }

  @Override
  public UUID customerOf(RenewalEntity entity) {
    return entity.customerId;
  }
}
