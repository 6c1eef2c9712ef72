package dev.perennial.editing;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change on its way from wish to row: what was, what shall be, and what is wrong with it.
 *
 * @param <E> entity
 * @param <F> editable fields
 */
public final class Draft<E extends EditableEntity, F> {
  private final int index;
  private final List<FieldError> errors = new ArrayList<>();
  private @Nullable E entity;
  private @Nullable F before;
  private @Nullable F after;
  private @Nullable ProblemException problem;
  private boolean isNew;
  private boolean changed;
  private boolean known;

  Draft(int index) {
    this.index = index;
  }

  public int index() {
    return index;
  }

  /** Adds a fault of the body; the change will not be made. */
  public void error(String pointer, String code, String detail) {
    errors.add(FieldError.at(pointer, code, detail));
  }

  void errors(List<FieldError> more) {
    errors.addAll(more);
  }

  /** Refuses the change for another reason than its body: a conflict, a stale version. */
  public void refuse(ProblemException reason) {
    if (problem == null) {
      problem = reason;
    }
  }

  public boolean failed() {
    return problem != null || !errors.isEmpty();
  }

  /** Why the change is not made; call only when it {@link #failed()}. */
  ProblemException failure() {
    return problem != null ? problem : ProblemException.invalid(errors);
  }

  void existing(E existing, F fields) {
    entity = existing;
    before = fields;
  }

  /** The change is a back-fill that was made before: it changes nothing. */
  void known() {
    known = true;
  }

  boolean isKnown() {
    return known;
  }

  void created(E made) {
    entity = made;
    isNew = true;
    changed = true;
  }

  /** Replaces the fields, e.g. by the same with defaults that depend on other objects. */
  public void after(F fields) {
    after = fields;
    changed = !fields.equals(before);
  }

  public boolean isNew() {
    return isNew;
  }

  /** Whether anything differs from what is stored; if not, nothing is written and no event is made. */
  public boolean changed() {
    return changed;
  }

  /** The fields before, null for a new object. */
  public @Nullable F before() {
    return before;
  }

  public F after() {
    if (after == null) {
      throw new IllegalStateException("the change was not readable");
    }
    return after;
  }

  public boolean isReadable() {
    return after != null;
  }

  public E entity() {
    if (entity == null) {
      throw new IllegalStateException("the change has no entity");
    }
    return entity;
  }

  @Nullable E entityOrNull() {
    return entity;
  }

  Written result() {
    if (failed()) {
      return new Written(index, Written.Status.FAILED, entity == null || isNew ? null : entity.id, failure());
    }
    UUID id = entity().id;
    return new Written(
        index,
        isNew ? Written.Status.CREATED : changed ? Written.Status.UPDATED : Written.Status.UNCHANGED,
        id,
        null);
  }

  static ProblemException stale() {
    return new ProblemException(
        ProblemType.PRECONDITION_FAILED, "The object has changed since you read it; read it again, then repeat.");
  }
}
