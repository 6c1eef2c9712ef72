package dev.perennial.product;

import dev.perennial.editing.EditableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "app", name = "product")
class ProductEntity extends EditableEntity {
  @Column(name = "code")
  String code;

  @Column(name = "name")
  String name;

  @Column(name = "name_key")
  String nameKey;

  @Column(name = "family")
  @Nullable String family;

  @Column(name = "active")
  boolean active;
}
