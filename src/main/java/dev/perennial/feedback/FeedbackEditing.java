package dev.perennial.feedback;

import dev.perennial.editing.Draft;
import dev.perennial.editing.Editing;
import dev.perennial.editing.Reference;
import dev.perennial.editing.ReferenceField;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.platform.http.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is particular about writing feedback items: their states and times, and one item per signal. */
@Singleton
public class FeedbackEditing implements Editing<FeedbackEntity, FeedbackFields> {
  private final FeedbackRepository repository;
  private final Clock clock;

  FeedbackEditing(FeedbackRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  @Override
  public ResourceType type() {
    return ResourceType.FEEDBACK_ITEM;
  }

  @Override
  public Class<FeedbackFields> fieldsType() {
    return FeedbackFields.class;
  }

  @Override
  public Class<FeedbackEntity> entityType() {
    return FeedbackEntity.class;
  }

  @Override
  public PanacheRepositoryBase<FeedbackEntity, UUID> repository() {
    return repository;
  }

  @Override
  public FeedbackEntity newEntity() {
    return new FeedbackEntity();
  }

  @Override
  public FeedbackFields fields(FeedbackEntity entity) {
    return new FeedbackFields(
        Reference.of(entity.customerId), Reference.ofNullable(entity.contactId), origin(entity), entity.text,
        entity.category, entity.state, Reference.ofNullable(entity.ownerId), entity.dueDate, entity.openedAt,
        entity.acknowledgedAt, entity.resolvedAt, entity.closedAt, entity.externalIds);
  }

  private static @Nullable FeedbackOrigin origin(FeedbackEntity entity) {
    return entity.signalSource == null || entity.signalSourceId == null
        ? null
        : new FeedbackOrigin(entity.signalSource, entity.signalSourceId);
  }

  @Override
  public List<ReferenceField> references(FeedbackFields fields) {
    return List.of(
        new ReferenceField("/customerId", ResourceType.CUSTOMER, fields.customerId()),
        new ReferenceField("/contactId", ResourceType.CONTACT, fields.contactId()),
        new ReferenceField("/ownerId", ResourceType.USER, fields.ownerId()));
  }

  @Override
  public FeedbackFields resolve(FeedbackFields fields, References.Found found) {
    return new FeedbackFields(
        Reference.of(found.require(ResourceType.CUSTOMER, fields.customerId())),
        found.asId(ResourceType.CONTACT, fields.contactId()), fields.signal(), fields.text().strip(), fields.category(),
        fields.state(), found.asId(ResourceType.USER, fields.ownerId()), fields.dueDate(), fields.openedAt(),
        fields.acknowledgedAt(), fields.resolvedAt(), fields.closedAt(), fields.externalIds());
  }

  @Override
  public void check(List<Draft<FeedbackEntity, FeedbackFields>> drafts) {
    for (Draft<FeedbackEntity, FeedbackFields> draft : drafts) {
      checkState(draft);
      FeedbackTimes.settle(draft, clock.instant());
    }
    checkOrigins(drafts);
  }

  private static void checkState(Draft<FeedbackEntity, FeedbackFields> draft) {
    @Nullable FeedbackFields before = draft.before();
    FeedbackState to = draft.after().state();
    if (before != null && before.state() != to && !before.state().allowed().contains(to)) {
      draft.refuse(
          ProblemException.conflict(
              "From " + before.state() + " the item can go to " + before.state().allowed() + ", not to " + to + "."));
    }
  }

  /** One query for the batch, none when no item names a signal. */
  private void checkOrigins(List<Draft<FeedbackEntity, FeedbackFields>> drafts) {
    Map<FeedbackOrigin, Draft<FeedbackEntity, FeedbackFields>> wanted = new HashMap<>();
    for (Draft<FeedbackEntity, FeedbackFields> draft : drafts) {
      FeedbackOrigin origin = draft.after().signal();
      if (origin != null && wanted.putIfAbsent(origin, draft) != null) {
        draft.error("/signal", "taken", "Another item of this request comes from the same signal.");
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    repository
        .ofSignals(wanted.keySet())
        .forEach(
            (origin, id) -> {
              Draft<FeedbackEntity, FeedbackFields> draft = wanted.get(origin);
              if (draft != null && (draft.isNew() || draft.before() == null || !id.equals(draft.entity().id))) {
                draft.error("/signal", "taken", "There is an item of this signal already: " + id + ".");
              }
            });
  }

  @Override
  public void apply(FeedbackEntity entity, FeedbackFields fields) {
    entity.customerId = Objects.requireNonNull(fields.customerId().id());
    entity.contactId = Reference.idOf(fields.contactId());
    entity.signalSource = fields.signal() == null ? null : fields.signal().source();
    entity.signalSourceId = fields.signal() == null ? null : fields.signal().sourceId();
    entity.text = fields.text();
    entity.category = fields.category();
    entity.state = fields.state();
    entity.ownerId = Reference.idOf(fields.ownerId());
    entity.dueDate = fields.dueDate();
    entity.openedAt = Objects.requireNonNull(fields.openedAt());
    entity.acknowledgedAt = fields.acknowledgedAt();
    entity.resolvedAt = fields.resolvedAt();
    entity.closedAt = fields.closedAt();
  }

  @Override
  public UUID customerOf(FeedbackEntity entity) {
    return entity.customerId;
  }
}
