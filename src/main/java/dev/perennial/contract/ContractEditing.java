package dev.perennial.contract;

import dev.perennial.currency.ExchangeRates;
import dev.perennial.currency.Rates;
import dev.perennial.editing.Draft;
import dev.perennial.editing.Editing;
import dev.perennial.editing.Reference;
import dev.perennial.editing.ReferenceField;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.platform.time.Ids;
import dev.perennial.tenant.SettingsService;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** What is particular about writing contracts: defaults, checks, and all that follows from them. */
@Singleton
public class ContractEditing implements Editing<ContractEntity, ContractFields> {
  private final ContractRepository repository;
  private final Succession succession;
  private final ContractConsequences consequences;
  private final ExchangeRates rates;
  private final SettingsService settings;
  private final Ids ids;

  ContractEditing(
      ContractRepository repository,
      Succession succession,
      ContractConsequences consequences,
      ExchangeRates rates,
      SettingsService settings,
      Ids ids) {
    this.repository = repository;
    this.succession = succession;
    this.consequences = consequences;
    this.rates = rates;
    this.settings = settings;
    this.ids = ids;
  }

  @Override
  public ResourceType type() {
    return ResourceType.CONTRACT;
  }

  @Override
  public Class<ContractFields> fieldsType() {
    return ContractFields.class;
  }

  @Override
  public Class<ContractEntity> entityType() {
    return ContractEntity.class;
  }

  @Override
  public PanacheRepositoryBase<ContractEntity, UUID> repository() {
    return repository;
  }

  @Override
  public ContractEntity newEntity() {
    return new ContractEntity();
  }

  @Override
  public ContractFields fields(ContractEntity entity) {
    return new ContractFields(
        Reference.of(entity.customerId),
        entity.number,
        entity.kind,
        entity.signedDate,
        entity.startDate,
        entity.agreedEnd(),
        entity.endDate == null,
        entity.termMonths,
        entity.autoRenew,
        entity.noticeDays,
        entity.currency,
        Reference.ofNullable(entity.billToCustomerId),
        Reference.ofNullable(entity.partnerCustomerId),
        entity.renewsContractIds.stream().map(Reference::of).toList(),
        entity.lines,
        entity.pauses,
        entity.externalIds);
  }

  @Override
  public List<ReferenceField> references(ContractFields fields) {
    List<ReferenceField> references = new ArrayList<>();
    references.add(new ReferenceField("/customerId", ResourceType.CUSTOMER, fields.customerId()));
    references.add(
        new ReferenceField("/billToCustomerId", ResourceType.CUSTOMER, fields.billToCustomerId()));
    references.add(
        new ReferenceField(
            "/partnerCustomerId", ResourceType.CUSTOMER, fields.partnerCustomerId()));
    for (int i = 0; i < fields.renewsContractIds().size(); i++) {
      references.add(
          new ReferenceField(
              "/renewsContractIds/" + i, ResourceType.CONTRACT, fields.renewsContractIds().get(i)));
    }
    for (int i = 0; i < fields.lines().size(); i++) {
      references.add(
          new ReferenceField(
              "/lines/" + i + "/productId",
              ResourceType.PRODUCT,
              fields.lines().get(i).productId()));
    }
    return references;
  }

  @Override
  public ContractFields resolve(ContractFields fields, References.Found found) {
    return fields.withReferences(
        Reference.of(found.require(ResourceType.CUSTOMER, fields.customerId())),
        found.asId(ResourceType.CUSTOMER, fields.billToCustomerId()),
        found.asId(ResourceType.CUSTOMER, fields.partnerCustomerId()),
        fields.renewsContractIds().stream()
            .map(reference -> Reference.of(found.require(ResourceType.CONTRACT, reference)))
            .toList(),
        fields.lines().stream()
            .map(
                line ->
                    line.withProduct(
                        Reference.of(found.require(ResourceType.PRODUCT, line.productId()))))
            .toList());
  }

  @Override
  public void check(List<Draft<ContractEntity, ContractFields>> drafts) {
    if (drafts.isEmpty()) {
      return;
    }
    Set<UUID> customers = new HashSet<>();
    drafts.forEach(draft -> customers.add(customer(draft.after())));
    Map<UUID, String> currencies = repository.lockCustomers(customers);
    for (Draft<ContractEntity, ContractFields> draft : drafts) {
      new ContractChecks(draft).beforeDefaults();
      if (!draft.failed()) {
        String currency =
            currencies.getOrDefault(customer(draft.after()), settings.recent().reportingCurrency());
        draft.after(ContractDefaults.complete(draft.after(), draft.before(), currency, ids::next));
        new ContractChecks(draft).run();
      }
    }
    List<Draft<ContractEntity, ContractFields>> good =
        drafts.stream().filter(draft -> !draft.failed()).toList();
    checkRates(good);
    succession.check(good);
  }

  private void checkRates(List<Draft<ContractEntity, ContractFields>> drafts) {
    String reporting = settings.recent().reportingCurrency();
    if (drafts.stream().allMatch(draft -> reporting.equals(draft.after().currency()))) {
      return;
    }
    Rates current = rates.current();
    for (Draft<ContractEntity, ContractFields> draft : drafts) {
      String currency = String.valueOf(draft.after().currency());
      if (!current.has(currency)) {
        draft.refuse(current.missing(currency));
      }
    }
  }

  @Override
  public void apply(ContractEntity entity, ContractFields fields) {
    entity.customerId = customer(fields);
    entity.number = fields.number();
    entity.kind = fields.kind();
    entity.signedDate = fields.signedDate();
    entity.startDate = fields.startDate();
    entity.endDate = ContractTerm.of(fields).extendedEnd();
    entity.termMonths = fields.termMonths();
    entity.autoRenew = Boolean.TRUE.equals(fields.autoRenew());
    entity.noticeDays = fields.noticeDaysOrZero();
    entity.currency = String.valueOf(fields.currency());
    entity.billToCustomerId = Reference.idOf(fields.billToCustomerId());
    entity.partnerCustomerId = Reference.idOf(fields.partnerCustomerId());
    entity.renewsContractIds = ids(fields.renewsContractIds());
    entity.lines = fields.lines();
    entity.pauses = fields.pauses();
  }

  @Override
  public void written(List<Draft<ContractEntity, ContractFields>> drafts) {
    Set<UUID> linked = new HashSet<>();
    for (Draft<ContractEntity, ContractFields> draft : drafts) {
      linked.addAll(ids(draft.after().renewsContractIds()));
      ContractFields before = draft.before();
      if (before != null) {
        linked.add(draft.entity().id);
        linked.addAll(ids(before.renewsContractIds()));
      }
    }
    consequences.follow(drafts.stream().map(Draft::entity).toList(), linked);
  }

  @Override
  public UUID customerOf(ContractEntity entity) {
    return entity.customerId;
  }

  private static UUID customer(ContractFields fields) {
    return Objects.requireNonNull(fields.customerId().id());
  }

  private static List<UUID> ids(List<Reference> references) {
    return references.stream().map(reference -> Objects.requireNonNull(reference.id())).toList();
  }
}
