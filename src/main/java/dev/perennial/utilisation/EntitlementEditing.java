package dev.perennial.utilisation;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is particular about writing entitlements: a line must be one of the contract's. */
@Singleton
public class EntitlementEditing implements Editing<EntitlementEntity, EntitlementFields> {
  private final EntitlementRepository repository;
  private final RescoreMarkRepository marks;
  private final Clock clock;

  EntitlementEditing(EntitlementRepository repository, RescoreMarkRepository marks, Clock clock) {
    this.repository = repository;
    this.marks = marks;
    this.clock = clock;
  }

  @Override
  public ResourceType type() {
    return ResourceType.ENTITLEMENT;
  }

  @Override
  public Class<EntitlementFields> fieldsType() {
    return EntitlementFields.class;
  }

  @Override
  public Class<EntitlementEntity> entityType() {
    return EntitlementEntity.class;
  }

  @Override
  public PanacheRepositoryBase<EntitlementEntity, UUID> repository() {
    return repository;
  }

  @Override
  public EntitlementEntity newEntity() {
    return new EntitlementEntity();
  }

  @Override
  public EntitlementFields fields(EntitlementEntity entity) {
    return new EntitlementFields(
        Reference.of(entity.contractId), entity.lineId, entity.unit, entity.quantity, entity.period, entity.usageType,
        entity.aggregation, entity.startDate, entity.endDate, entity.externalIds);
  }

  @Override
  public List<ReferenceField> references(EntitlementFields fields) {
    return List.of(new ReferenceField("/contractId", ResourceType.CONTRACT, fields.contractId()));
  }

  @Override
  public EntitlementFields resolve(EntitlementFields fields, References.Found found) {
    return new EntitlementFields(
        Reference.of(found.require(ResourceType.CONTRACT, fields.contractId())), fields.lineId(), fields.unit().strip(),
        fields.quantity(), fields.period(), fields.usageType().strip(), fields.aggregation(), fields.startDate(),
        fields.endDate(), fields.externalIds());
  }

  @Override
  public void check(List<Draft<EntitlementEntity, EntitlementFields>> drafts) {
    List<UUID> lines = drafts.stream().map(draft -> draft.after().lineId()).filter(Objects::nonNull).toList();
    Set<List<UUID>> known = lines.isEmpty() ? Set.of() : repository.contractsOfLines(lines);
    for (Draft<EntitlementEntity, EntitlementFields> draft : drafts) {
      EntitlementFields fields = draft.after();
      UUID line = fields.lineId();
      if (line != null && !known.contains(List.of(line, contractOf(fields)))) {
        draft.error("/lineId", "not_found", "The contract has no line " + line + ".");
      }
      if (fields.startDate() != null && fields.endDate() != null && fields.endDate().isBefore(fields.startDate())) {
        draft.error("/endDate", "out_of_range", "The end must not be before the start.");
      }
    }
  }

  @Override
  public void apply(EntitlementEntity entity, EntitlementFields fields) {
    entity.contractId = contractOf(fields);
    entity.lineId = fields.lineId();
    entity.unit = fields.unit();
    entity.quantity = fields.quantity();
    entity.period = fields.period();
    entity.usageType = fields.usageType();
    entity.aggregation = Objects.requireNonNull(fields.aggregation());
    entity.startDate = fields.startDate();
    entity.endDate = fields.endDate();
  }

  /** That of the contract. */
  @Override
  public Function<EntitlementEntity, @Nullable UUID> customersOf(List<EntitlementEntity> written) {
    Map<UUID, UUID> customers = repository.customersOfContracts(written.stream().map(entity -> entity.contractId).toList());
    return entity -> customers.get(entity.contractId);
  }

  /** What was granted decides how much use is much: the customer's renewals are scored anew. */
  @Override
  public void written(List<Draft<EntitlementEntity, EntitlementFields>> drafts) {
    Set<UUID> contracts = new HashSet<>();
    for (Draft<EntitlementEntity, EntitlementFields> draft : drafts) {
      contracts.add(draft.entity().contractId);
      EntitlementFields before = draft.before();
      if (before != null) {
        contracts.add(contractOf(before));
      }
    }
    if (!contracts.isEmpty()) {
      marks.markOfContracts(contracts, clock.instant());
    }
  }

  private static UUID contractOf(EntitlementFields fields) {
    return Objects.requireNonNull(fields.contractId().id());
  }
}
