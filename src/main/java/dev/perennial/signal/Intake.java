package dev.perennial.signal;

import dev.perennial.tenant.UnknownTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a sender wants of signals that are not as simple as stored or refused.
 *
 * @param keepUnmatched signals whose customer nobody knows yet wait for it, instead of being refused
 * @param unknownTypes what happens to types the catalogue lacks; null = as the tenant's settings say
 * @param reviseChanged a repeat that names no revision and says something new becomes the next revision
 */
public record Intake(boolean keepUnmatched, @Nullable UnknownTypes unknownTypes, boolean reviseChanged) {
  /** Refuses the unmatched; a repeat is a repeat. */
  public static final Intake STRICT = new Intake(false, null, false);

  static Intake of(boolean keepByDefault, @Nullable Unmatched unmatched, @Nullable UnknownTypes unknownTypes, boolean revise) {
    return new Intake(unmatched == null ? keepByDefault : unmatched == Unmatched.KEEP, unknownTypes, revise);
  }

  /** What happens to signals whose customer nobody knows yet. */
  public enum Unmatched {
    KEEP,
    REFUSE
  }
}
