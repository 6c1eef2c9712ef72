package dev.perennial.user;

import dev.perennial.editing.Editing;
import dev.perennial.editing.ReferenceField;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.kernel.SearchKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** What is particular about writing users. */
@Singleton
public class UserEditing implements Editing<UserEntity, UserFields> {
  private final UserRepository repository;

  UserEditing(UserRepository repository) {
    this.repository = repository;
  }

  @Override
  public ResourceType type() {
    return ResourceType.USER;
  }

  @Override
  public Class<UserFields> fieldsType() {
    return UserFields.class;
  }

  @Override
  public Class<UserEntity> entityType() {
    return UserEntity.class;
  }

  @Override
  public PanacheRepositoryBase<UserEntity, UUID> repository() {
    return repository;
  }

  @Override
  public UserEntity newEntity() {
    return new UserEntity();
  }

  @Override
  public UserFields fields(UserEntity entity) {
    return new UserFields(
        entity.name, entity.email, entity.roles, entity.active, entity.externalIds);
  }

  @Override
  public List<ReferenceField> references(UserFields fields) {
    return List.of();
  }

  @Override
  public UserFields resolve(UserFields fields, References.Found found) {
    return new UserFields(
        fields.name().strip(), fields.email(), fields.roles(), fields.active(), fields.externalIds());
  }

  @Override
  public void apply(UserEntity entity, UserFields fields) {
    entity.name = fields.name();
    entity.nameKey = SearchKey.of(fields.name());
    entity.email = fields.email();
    entity.roles = fields.roles();
    entity.active = fields.active() == null || fields.active();
  }
}
