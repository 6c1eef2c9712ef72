package dev.perennial.coterm;

import dev.perennial.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Contracts with a common end; amounts in their currency.
 *
 * @param renewalId the one decision about all of them; null once none is left to decide about
 * @param renewalAmount annualised recurring amount of all members' lines on the common last day
 */
@Schema(name = "CoTermGroup")
public record CoTermGroupView(
    UUID id,
    UUID customerId,
    LocalDate commonEndDate,
    @Nullable UUID renewalId,
    @Nullable Money renewalAmount,
    List<Member> members,
    Instant createdAt) {

  /**
   * One contract.
   *
   * @param endDate last day now
   * @param addedDays days more than before, negative for fewer
   * @param proratedAmount recurring amount of those days: what to charge, or to credit when negative
   * @param annualAmount its part of the renewal amount
   */
  @Schema(name = "CoTermMember")
  record Member(
      UUID contractId,
      @Nullable String number,
      LocalDate previousEndDate,
      LocalDate endDate,
      long addedDays,
      Money proratedAmount,
      Money annualAmount) {}
}
