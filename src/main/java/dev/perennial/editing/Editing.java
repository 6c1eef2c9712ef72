package dev.perennial.editing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a feature says about its resource; {@link Editor} does the rest.
 *
 * @param <E> entity
 * @param <F> editable fields
 */
public interface Editing<E extends EditableEntity, F extends EditableFields> {
  ResourceType type();

  Class<F> fieldsType();

  Class<E> entityType();

  PanacheRepositoryBase<E, UUID> repository();

  E newEntity();

  /** The editable fields of a stored object. */
  F fields(E entity);

  /** References in the body; they are looked up together and must exist. */
  List<ReferenceField> references(F fields);

  /** The same fields with every reference as an id, so that equal objects are equal however they were named. */
  F resolve(F fields, References.Found found);

  /** Checks beyond Bean Validation, for the whole batch; faults go to {@link Draft#error} or {@link Draft#refuse}. */
  default void check(List<Draft<E, F>> drafts) {}

  /** Writes the fields into the entity. */
  void apply(E entity, F fields);

  /** Work that follows from the written changes, in the same transaction; its events come after theirs. */
  default void written(List<Draft<E, F>> drafts) {}

  /** The customer whose timeline shows the change, or null. */
  default @Nullable UUID customerOf(E entity) {
    return null;
  }

  /** The same for a whole batch, for resources that have to look it up. */
  default Function<E, @Nullable UUID> customersOf(List<E> written) {
    return this::customerOf;
  }
}
