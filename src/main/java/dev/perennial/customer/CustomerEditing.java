package dev.perennial.customer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.editing.Draft;
import dev.perennial.editing.Editing;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import dev.perennial.editing.ReferenceField;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.kernel.Currencies;
import dev.perennial.kernel.SearchKey;
import dev.perennial.tenant.SettingsService;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is particular about writing customers: references, a hierarchy without cycles, the board's names. */
@Singleton
public class CustomerEditing implements Editing<CustomerEntity, CustomerFields> {
  private final CustomerRepository repository;
  private final SettingsService settings;
  private final Instance<CustomerNamesListener> namesListeners;

  CustomerEditing(
      CustomerRepository repository, SettingsService settings, @Any Instance<CustomerNamesListener> namesListeners) {
    this.repository = repository;
    this.settings = settings;
    this.namesListeners = namesListeners;
  }

  @Override
  public ResourceType type() {
    return ResourceType.CUSTOMER;
  }

  @Override
  public Class<CustomerFields> fieldsType() {
    return CustomerFields.class;
  }

  @Override
  public Class<CustomerEntity> entityType() {
    return CustomerEntity.class;
  }

  @Override
  public PanacheRepositoryBase<CustomerEntity, UUID> repository() {
    return repository;
  }

  @Override
  public CustomerEntity newEntity() {
    return new CustomerEntity();
  }

  @Override
  public CustomerFields fields(CustomerEntity entity) {
    return new CustomerFields(
        entity.name,
        entity.status,
        Reference.ofNullable(entity.parentId),
        new Assignments(
            Reference.ofNullable(entity.csmId),
            Reference.ofNullable(entity.renewalManagerId),
            Reference.ofNullable(entity.accountExecutiveId)),
        entity.tier,
        entity.sizeClass,
        entity.region,
        entity.currency,
        Reference.ofNullable(entity.referredById),
        entity.doNotContactUntilDate,
        entity.attributes,
        entity.externalIds);
  }

  @Override
  public List<ReferenceField> references(CustomerFields fields) {
    Assignments assignments = fields.assignments();
    return List.of(
        new ReferenceField("/parentId", ResourceType.CUSTOMER, fields.parentId()),
        new ReferenceField("/referredById", ResourceType.CUSTOMER, fields.referredById()),
        new ReferenceField("/assignments/csmId", ResourceType.USER, assignments.csmId()),
        new ReferenceField("/assignments/renewalManagerId", ResourceType.USER, assignments.renewalManagerId()),
        new ReferenceField("/assignments/accountExecutiveId", ResourceType.USER, assignments.accountExecutiveId()));
  }

  @Override
  public CustomerFields resolve(CustomerFields fields, References.Found found) {
    Assignments assignments = fields.assignments();
    return new CustomerFields(
        fields.name().strip(),
        fields.status(),
        found.asId(ResourceType.CUSTOMER, fields.parentId()),
        new Assignments(
            found.asId(ResourceType.USER, assignments.csmId()),
            found.asId(ResourceType.USER, assignments.renewalManagerId()),
            found.asId(ResourceType.USER, assignments.accountExecutiveId())),
        fields.tier(),
        fields.sizeClass(),
        fields.region(),
        fields.currency() == null ? settings.recent().reportingCurrency() : fields.currency(),
        found.asId(ResourceType.CUSTOMER, fields.referredById()),
        fields.doNotContactUntilDate(),
        fields.attributes(),
        fields.externalIds());
  }

  @Override
  public void check(List<Draft<CustomerEntity, CustomerFields>> drafts) {
    for (Draft<CustomerEntity, CustomerFields> draft : drafts) {
      CustomerFields fields = draft.after();
      if (fields.status().isDerived()) {
        draft.error("/status", "invalid", fields.status() + " follows from the customer's contracts and cannot be set.");
      }
      if (fields.currency() != null && !Currencies.isKnown(fields.currency())) {
        draft.error("/currency", "invalid", "There is no currency " + fields.currency() + ".");
      }
      fields.attributes().forEach((name, value) -> checkAttribute(draft, name, value));
    }
    checkHierarchy(drafts);
  }

  private static void checkAttribute(Draft<CustomerEntity, CustomerFields> draft, String name, JsonNode value) {
    if (!value.isValueNode() || value.isTextual() && value.asText().length() > 2000) {
      draft.error(
          "/attributes/" + name, "invalid", "An attribute is a text of at most 2,000 characters, a number, true or false.");
    }
  }

  private void checkHierarchy(List<Draft<CustomerEntity, CustomerFields>> drafts) {
    Map<UUID, UUID> moved = new HashMap<>();
    Set<UUID> start = new HashSet<>();
    for (Draft<CustomerEntity, CustomerFields> draft : drafts) {
      @Nullable UUID parent = Reference.idOf(draft.after().parentId());
      if (parent != null && draft.before() != null && !parent.equals(draft.entity().parentId)) {
        moved.put(draft.entity().id, parent);
        start.add(parent);
      }
    }
    if (moved.isEmpty()) {
      return; // a new customer has no children yet and cannot close a cycle
    }
    repository.lockHierarchy();
    Map<UUID, UUID> parents = repository.parents(start);
    parents.putAll(moved);
    for (Draft<CustomerEntity, CustomerFields> draft : drafts) {
      if (draft.before() != null && isCyclic(draft.entity().id, parents)) {
        draft.error("/parentId", "cycle", "The customer would belong to itself.");
      }
    }
  }

  private static boolean isCyclic(UUID start, Map<UUID, UUID> parents) {
    Set<UUID> seen = new HashSet<>();
    for (@Nullable UUID at = start; at != null; at = parents.get(at)) {
      if (!seen.add(at)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void apply(CustomerEntity entity, CustomerFields fields) {
    entity.name = fields.name();
    entity.nameKey = SearchKey.of(fields.name());
    entity.status = fields.status();
    entity.parentId = Reference.idOf(fields.parentId());
    entity.csmId = Reference.idOf(fields.assignments().csmId());
    entity.renewalManagerId = Reference.idOf(fields.assignments().renewalManagerId());
    entity.accountExecutiveId = Reference.idOf(fields.assignments().accountExecutiveId());
    entity.tier = fields.tier();
    entity.sizeClass = fields.sizeClass();
    entity.region = fields.region();
    entity.currency = String.valueOf(fields.currency());
    entity.referredById = Reference.idOf(fields.referredById());
    entity.doNotContactUntilDate = fields.doNotContactUntilDate();
    entity.attributes = fields.attributes();
  }

  /** Whether something changed that the renewal board shows: one round trip less when not. */
  private static boolean isOnBoards(Draft<CustomerEntity, CustomerFields> draft) {
    CustomerFields before = draft.before();
    CustomerFields after = draft.after();
    return before != null
        && !(Objects.equals(before.name(), after.name())
            && Objects.equals(before.tier(), after.tier())
            && Objects.equals(before.assignments(), after.assignments()));
  }

  @Override
  public void written(List<Draft<CustomerEntity, CustomerFields>> drafts) {
    List<UUID> changed = drafts.stream().filter(CustomerEditing::isOnBoards).map(draft -> draft.entity().id).toList();
    if (!changed.isEmpty()) {
      repository.updateBoard(changed);
    }
    tellNames(drafts);
  }

  private void tellNames(List<Draft<CustomerEntity, CustomerFields>> drafts) {
    Map<ExternalId, UUID> named = new HashMap<>();
    for (Draft<CustomerEntity, CustomerFields> draft : drafts) {
      CustomerFields before = draft.before();
      for (ExternalId id : draft.after().externalIds()) {
        if (before == null || !before.externalIds().contains(id)) {
          named.put(id, draft.entity().id);
        }
      }
    }
    if (!named.isEmpty()) {
      namesListeners.forEach(listener -> listener.named(named));
    }
  }

  @Override
  public UUID customerOf(CustomerEntity entity) {
    return entity.id;
  }
}
