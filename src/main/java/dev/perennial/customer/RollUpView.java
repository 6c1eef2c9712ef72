package dev.perennial.customer;

import dev.perennial.kernel.Money;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A customer within its company: revenue, risk and open renewals, today or as of a time, in the reporting currency.
 *
 * @param own the customer alone
 * @param withChildren the customer and everyone below it
 * @param ultimateParent the top of its company; the customer itself when nobody stands above it
 */
@Schema(name = "CustomerRollUp")
record RollUpView(UUID customerId, Figures own, Figures withChildren, UltimateParent ultimateParent) {

  /** The top of a company, with everyone below it. */
  @Schema(name = "UltimateParentRollUp")
  record UltimateParent(UUID id, String name, Figures figures) {}

  /**
   * Figures of one or more customers.
   *
   * @param mrr null when a rate of that time is missing, like the ARR; never null today
   * @param openRenewalCount undecided renewals, evergreen ones included
   * @param openRenewalAmount what they are worth
   * @param expectedLoss Σ probability × amount of the scored ones, before downsell; null when none is scored
   * @param highestRisk the riskiest of them; null when none is scored
   */
  @Schema(name = "CustomerRollUpFigures")
  record Figures(
      int customerCount,
      @Nullable Money mrr,
      @Nullable Money arr,
      int openRenewalCount,
      Money openRenewalAmount,
      int scoredRenewalCount,
      @Nullable Money expectedLoss,
      @Nullable RiskiestRenewal highestRisk) {}

  /** The renewal most likely to be lost, and whose it is. */
  @Schema(name = "RiskiestRenewal")
  record RiskiestRenewal(UUID renewalId, UUID customerId, double probability) {}
}
