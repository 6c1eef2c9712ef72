package dev.perennial.learning;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which decided renewals are looked at, and as of when.
 *
 * @param leadDays days before the due date at which each is looked at; earlier where the decision deadline is
 * @param decidedUntil outcomes decided later are not known
 * @param dueFrom only those due on or after this day
 * @param dueUntil only those due on or before this day
 * @param inferred whether outcomes that were concluded and not recorded count
 * @param horizonDays length of the periods by which evergreen contracts count; null: they do not
 * @param renewals only these, and those of {@code customers}; null for all
 * @param customers only theirs, and {@code renewals}; null for all
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by the statement
public record SampleSelection(
    int leadDays,
    LocalDate decidedUntil,
    @Nullable LocalDate dueFrom,
    @Nullable LocalDate dueUntil,
    boolean inferred,
    @Nullable Integer horizonDays,
    UUID @Nullable [] renewals,
    UUID @Nullable [] customers) {
  /** Days before the due date, unless stated. */
  public static final int LEAD_DAYS = 60;

  /** Everything recorded and decided by a day, at the usual lead. */
  public static SampleSelection decidedUntil(LocalDate day) {
    return new SampleSelection(LEAD_DAYS, day, null, null, false, null, null, null);
  }
}
