package dev.perennial.product;

import dev.perennial.editing.Draft;
import dev.perennial.editing.Editing;
import dev.perennial.editing.ReferenceField;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.kernel.SearchKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is particular about writing products: a code belongs to one of them. */
@Singleton
public class ProductEditing implements Editing<ProductEntity, ProductFields> {
  private final ProductRepository repository;

  ProductEditing(ProductRepository repository) {
    this.repository = repository;
  }

  @Override
  public ResourceType type() {
    return ResourceType.PRODUCT;
  }

  @Override
  public Class<ProductFields> fieldsType() {
    return ProductFields.class;
  }

  @Override
  public Class<ProductEntity> entityType() {
    return ProductEntity.class;
  }

  @Override
  public PanacheRepositoryBase<ProductEntity, UUID> repository() {
    return repository;
  }

  @Override
  public ProductEntity newEntity() {
    return new ProductEntity();
  }

  @Override
  public ProductFields fields(ProductEntity entity) {
    return new ProductFields(
        entity.code, entity.name, entity.family, entity.active, entity.externalIds);
  }

  @Override
  public List<ReferenceField> references(ProductFields fields) {
    return List.of();
  }

  @Override
  public ProductFields resolve(ProductFields fields, References.Found found) {
    return new ProductFields(
        fields.code().strip(),
        fields.name().strip(),
        fields.family(),
        fields.active(),
        fields.externalIds());
  }

  @Override
  public void check(List<Draft<ProductEntity, ProductFields>> drafts) {
    Map<String, Draft<ProductEntity, ProductFields>> wanted = new HashMap<>();
    for (Draft<ProductEntity, ProductFields> draft : drafts) {
      if (wanted.putIfAbsent(draft.after().code(), draft) != null) {
        draft.error(
            "/code",
            "taken",
            "Another item of this request has the code " + draft.after().code() + ".");
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    Map<String, UUID> owners = repository.owners(wanted.keySet());
    wanted.forEach(
        (code, draft) -> {
          UUID owner = owners.get(code);
          if (owner != null && (draft.before() == null || !owner.equals(draft.entity().id))) {
            draft.error("/code", "taken", "The code " + code + " belongs to another product.");
          }
        });
  }

  @Override
  public void apply(ProductEntity entity, ProductFields fields) {
    entity.code = fields.code();
    entity.name = fields.name();
    entity.nameKey = SearchKey.of(fields.name());
    entity.family = fields.family();
    entity.active = fields.active() == null || fields.active();
  }
}
