package dev.perennial.criterion;

import dev.perennial.editing.Draft;
import dev.perennial.editing.Editing;
import dev.perennial.editing.Reference;
import dev.perennial.editing.ReferenceField;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.fact.RescoreMarkRepository;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What is particular about writing purchase criteria. */
@Singleton
public class PurchaseCriterionEditing implements Editing<PurchaseCriterionEntity, PurchaseCriterionFields> {
  private final PurchaseCriterionRepository repository;
  private final RescoreMarkRepository marks;
  private final Clock clock;

  PurchaseCriterionEditing(PurchaseCriterionRepository repository, RescoreMarkRepository marks, Clock clock) {
    this.repository = repository;
    this.marks = marks;
    this.clock = clock;
  }

  @Override
  public ResourceType type() {
    return ResourceType.PURCHASE_CRITERION;
  }

  @Override
  public Class<PurchaseCriterionFields> fieldsType() {
    return PurchaseCriterionFields.class;
  }

  @Override
  public Class<PurchaseCriterionEntity> entityType() {
    return PurchaseCriterionEntity.class;
  }

  @Override
  public PanacheRepositoryBase<PurchaseCriterionEntity, UUID> repository() {
    return repository;
  }

  @Override
  public PurchaseCriterionEntity newEntity() {
    return new PurchaseCriterionEntity();
  }

  @Override
  public PurchaseCriterionFields fields(PurchaseCriterionEntity c) {
    return new PurchaseCriterionFields(
        Reference.of(c.customerId), Reference.ofNullable(c.contractId), Reference.ofNullable(c.renewalId), c.criterion,
        c.importance, c.mustHave, c.expected, c.ourRank, c.externalIds);
  }

  @Override
  public List<ReferenceField> references(PurchaseCriterionFields fields) {
    return List.of(
        new ReferenceField("/customerId", ResourceType.CUSTOMER, fields.customerId()),
        new ReferenceField("/contractId", ResourceType.CONTRACT, fields.contractId()),
        new ReferenceField("/renewalId", ResourceType.RENEWAL, fields.renewalId()));
  }

  @Override
  public PurchaseCriterionFields resolve(PurchaseCriterionFields f, References.Found found) {
    return new PurchaseCriterionFields(
        Reference.of(found.require(ResourceType.CUSTOMER, f.customerId())), found.asId(ResourceType.CONTRACT, f.contractId()),
        found.asId(ResourceType.RENEWAL, f.renewalId()), f.criterion().strip(), f.importance(), f.mustHave(), f.expected(),
        f.ourRank(), f.externalIds());
  }

  @Override
  public void check(List<Draft<PurchaseCriterionEntity, PurchaseCriterionFields>> drafts) {
    for (Draft<PurchaseCriterionEntity, PurchaseCriterionFields> draft : drafts) {
      PurchaseCriterionFields before = draft.before();
      if (before != null && !before.customerId().equals(draft.after().customerId())) {
        draft.error("/customerId", "immutable", "The criterion and its scores belong to one customer.");
      }
    }
  }

  @Override
  public void apply(PurchaseCriterionEntity entity, PurchaseCriterionFields fields) {
    entity.customerId = Objects.requireNonNull(fields.customerId().id());
    entity.contractId = Reference.idOf(fields.contractId());
    entity.renewalId = Reference.idOf(fields.renewalId());
    entity.criterion = fields.criterion();
    entity.importance = fields.importance();
    entity.mustHave = fields.mustHave();
    entity.expected = fields.expected();
    entity.ourRank = fields.ourRank();
  }

  /** What they judge by decides about risk, also before anybody scores a delivery anew. */
  @Override
  public void written(List<Draft<PurchaseCriterionEntity, PurchaseCriterionFields>> drafts) {
    if (!drafts.isEmpty()) {
      marks.markOfCustomers(drafts.stream().map(draft -> draft.entity().customerId).toList(), clock.instant());
    }
  }

  @Override
  public UUID customerOf(PurchaseCriterionEntity entity) {
    return entity.customerId;
  }
}
