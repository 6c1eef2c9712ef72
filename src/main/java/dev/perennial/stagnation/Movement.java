package dev.perennial.stagnation;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * Something new.
 *
 * @param date the tenant's calendar day
 * @param what the feature's code, the signal's type, or the monthly revenue before and after
 */
record Movement(MovementKind kind, LocalDate date, String what) {
  /** The same order as in the list of all customers. */
  static final Comparator<Movement> LATEST_FIRST =
      Comparator.comparing(Movement::date).reversed()
          .thenComparing(movement -> movement.kind().name())
          .thenComparing(Movement::what);
}
