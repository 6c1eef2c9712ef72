package dev.perennial.utilisation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entitlement in force and the use of it.
 *
 * @param lastPeriod the last complete period
 * @param runningPeriod the one of today, with what was used up to now
 * @param elapsedShare how much of the running period has passed
 * @param runningPace used of what would be used by now at an even rate; 1 = exactly what is granted
 * @param pace over the last complete period and the running one together: 1 = all that was granted so far is used
 * @param resetDate when the next period begins; null for what is never reset
 * @param overage used beyond the granted quantity in the running period
 * @param trend the complete periods, oldest first
 */
record UtilisationView(
    UUID entitlementId, UUID customerId, UUID contractId, String unit, double quantity, GrantPeriod period,
    UtilisationState state, @Nullable Double pace, @Nullable PeriodUse lastPeriod, @Nullable PeriodUse runningPeriod,
    @Nullable Double elapsedShare, @Nullable Double runningPace, @Nullable LocalDate resetDate, @Nullable Double overage,
    List<Flag> flags, List<PeriodUse> trend, @JsonIgnore double sortPace) {

  /** @param share used of what is granted */
  record PeriodUse(LocalDate from, LocalDate to, double used, double share) {}

  /** @param reason a sentence for people */
  record Flag(Code code, String reason) {}

  /** What is remarkable. */
  enum Code {
    UNDER_USE,
    OVER_USE
  }
}
