package dev.perennial.learning;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A back-test as its job keeps it; see {@link BackTestRequest}. */
record BackTestOrder(
    UUID id,
    UUID model,
    SampleSelection selection,
    @Nullable List<LocalDate> origins,
    @Nullable Integer horizonDays,
    int parts,
    @Nullable String segment,
    @Nullable List<UUID> challengers,
    long seed) {
  /** None in orders that were given before there were any. */
  List<UUID> others() {
    return challengers == null ? List.of() : challengers;
  }
}
