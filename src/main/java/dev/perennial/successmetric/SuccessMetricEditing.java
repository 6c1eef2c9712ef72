package dev.perennial.successmetric;

import dev.perennial.editing.Draft;
import dev.perennial.editing.Editing;
import dev.perennial.editing.Reference;
import dev.perennial.editing.ReferenceField;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.fact.RescoreMarkRepository;
import dev.perennial.tenant.SettingsService;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is particular about writing success metrics. */
@Singleton
public class SuccessMetricEditing implements Editing<SuccessMetricEntity, SuccessMetricFields> {
  private final SuccessMetricRepository repository;
  private final FollowUpRepository followUps;
  private final SettingsService settings;
  private final RescoreMarkRepository marks;
  private final Clock clock;

  SuccessMetricEditing(
      SuccessMetricRepository repository, FollowUpRepository followUps, SettingsService settings, RescoreMarkRepository marks,
      Clock clock) {
    this.repository = repository;
    this.followUps = followUps;
    this.settings = settings;
    this.marks = marks;
    this.clock = clock;
  }

  @Override
  public ResourceType type() {
    return ResourceType.SUCCESS_METRIC;
  }

  @Override
  public Class<SuccessMetricFields> fieldsType() {
    return SuccessMetricFields.class;
  }

  @Override
  public Class<SuccessMetricEntity> entityType() {
    return SuccessMetricEntity.class;
  }

  @Override
  public PanacheRepositoryBase<SuccessMetricEntity, UUID> repository() {
    return repository;
  }

  @Override
  public SuccessMetricEntity newEntity() {
    return new SuccessMetricEntity();
  }

  @Override
  public SuccessMetricFields fields(SuccessMetricEntity m) {
    return new SuccessMetricFields(
        Reference.of(m.customerId), m.name, m.unit, m.direction, m.definedBy, m.baseline, m.baselineDate, m.target,
        m.targetDate, m.attributable, m.measurable, m.benefit, m.followUpMonths, m.formula, m.externalIds);
  }

  @Override
  public List<ReferenceField> references(SuccessMetricFields fields) {
    return List.of(new ReferenceField("/customerId", ResourceType.CUSTOMER, fields.customerId()));
  }

  @Override
  public SuccessMetricFields resolve(SuccessMetricFields f, References.Found found) {
    return new SuccessMetricFields(
        Reference.of(found.require(ResourceType.CUSTOMER, f.customerId())), f.name().strip(), f.unit(), f.direction(),
        f.definedBy(), f.baseline(), f.baselineDate(), f.target(), f.targetDate(), f.attributable(), f.measurable(),
        f.benefit(), months(f.followUpMonths()), f.formula(), f.externalIds());
  }

  private List<Integer> months(@Nullable List<Integer> stated) {
    return stated == null ? settings.recent().followUpMonths().stream().distinct().sorted().toList() : stated;
  }

  @Override
  public void check(List<Draft<SuccessMetricEntity, SuccessMetricFields>> drafts) {
    for (Draft<SuccessMetricEntity, SuccessMetricFields> draft : drafts) {
      checkFinite(draft, "/baseline", draft.after().baseline());
      checkFinite(draft, "/target", draft.after().target());
      SuccessMetricFields before = draft.before();
      if (before != null && !before.customerId().equals(draft.after().customerId())) {
        draft.error("/customerId", "immutable", "The metric and its measurements belong to one customer.");
      }
    }
  }

  private static void checkFinite(Draft<?, ?> draft, String pointer, @Nullable Double value) {
    if (value != null && !Double.isFinite(value)) {
      draft.error(pointer, "out_of_range", "The number is too large.");
    }
  }

  @Override
  public void apply(SuccessMetricEntity entity, SuccessMetricFields fields) {
    entity.customerId = Objects.requireNonNull(fields.customerId().id());
    entity.name = fields.name();
    entity.unit = fields.unit();
    entity.direction = fields.direction();
    entity.definedBy = fields.definedBy();
    entity.baseline = fields.baseline();
    entity.baselineDate = fields.baselineDate();
    entity.target = fields.target();
    entity.targetDate = fields.targetDate();
    entity.attributable = fields.attributable();
    entity.measurable = fields.measurable();
    entity.benefit = fields.benefit();
    entity.followUpMonths = Objects.requireNonNull(fields.followUpMonths());
    entity.formula = fields.formula();
  }

  /** Due dates hang on the metric's dates and months, and scores on whether there is one and what it aims at. */
  @Override
  public void written(List<Draft<SuccessMetricEntity, SuccessMetricFields>> drafts) {
    if (!drafts.isEmpty()) {
      followUps.refresh(drafts.stream().map(draft -> draft.entity().id).toArray(UUID[]::new));
      marks.markOfCustomers(drafts.stream().map(draft -> draft.entity().customerId).toList(), clock.instant());
    }
  }

  @Override
  public UUID customerOf(SuccessMetricEntity entity) {
    return entity.customerId;
  }
}
