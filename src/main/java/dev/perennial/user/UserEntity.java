package dev.perennial.user;

import dev.perennial.editing.EditableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "app", name = "app_user")
class UserEntity extends EditableEntity {
  @Column(name = "name")
  String name;

  @Column(name = "name_key")
  String nameKey;

  @Column(name = "email")
  @Nullable String email;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "roles")
  List<String> roles;

  @Column(name = "active")
  boolean active;
}
