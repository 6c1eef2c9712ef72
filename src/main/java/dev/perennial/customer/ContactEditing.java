package dev.perennial.customer;

import dev.perennial.editing.Editing;
import dev.perennial.editing.Reference;
import dev.perennial.editing.ReferenceField;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.kernel.SearchKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** What is particular about writing contacts. */
@Singleton
public class ContactEditing implements Editing<ContactEntity, ContactFields> {
  private final ContactRepository repository;

  ContactEditing(ContactRepository repository) {
    this.repository = repository;
  }

  @Override
  public ResourceType type() {
    return ResourceType.CONTACT;
  }

  @Override
  public Class<ContactFields> fieldsType() {
    return ContactFields.class;
  }

  @Override
  public Class<ContactEntity> entityType() {
    return ContactEntity.class;
  }

  @Override
  public PanacheRepositoryBase<ContactEntity, UUID> repository() {
    return repository;
  }

  @Override
  public ContactEntity newEntity() {
    return new ContactEntity();
  }

  @Override
  public ContactFields fields(ContactEntity entity) {
    return new ContactFields(
        Reference.of(entity.customerId), entity.name, entity.email, entity.phone, entity.title, entity.roles,
        entity.leftDate, entity.doNotContactUntilDate, entity.externalIds);
  }

  @Override
  public List<ReferenceField> references(ContactFields fields) {
    return List.of(new ReferenceField("/customerId", ResourceType.CUSTOMER, fields.customerId()));
  }

  @Override
  public ContactFields resolve(ContactFields fields, References.Found found) {
    return new ContactFields(
        Reference.of(found.require(ResourceType.CUSTOMER, fields.customerId())), fields.name().strip(), fields.email(),
        fields.phone(), fields.title(), fields.roles(), fields.leftDate(), fields.doNotContactUntilDate(),
        fields.externalIds());
  }

  @Override
  public void apply(ContactEntity entity, ContactFields fields) {
    entity.customerId = java.util.Objects.requireNonNull(fields.customerId().id());
    entity.name = fields.name();
    entity.nameKey = SearchKey.of(fields.name());
    entity.email = fields.email();
    entity.phone = fields.phone();
    entity.title = fields.title();
    entity.roles = fields.roles();
    entity.leftDate = fields.leftDate();
    entity.doNotContactUntilDate = fields.doNotContactUntilDate();
  }

  @Override
  public UUID customerOf(ContactEntity entity) {
    return entity.customerId;
  }
}
