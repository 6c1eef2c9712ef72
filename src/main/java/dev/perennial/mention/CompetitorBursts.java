package dev.perennial.mention;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Customers in contact with competitors lately, the most surprising first.
 *
 * @param connected whether any source tells of such contacts
 * @param method the statistics, in words
 * @param tested customers with a contact in the window and enough baseline
 * @param expectedByChance bursts that chance alone would bring at most among those tested: level × tested
 */
@Schema(name = "CompetitorBursts")
record CompetitorBursts(
    Instant asOf,
    BurstParameters parameters,
    String method,
    boolean connected,
    long bursts,
    long tested,
    double expectedByChance,
    long insufficientBaseline,
    List<Burst> items) {
  static final String METHOD =
      "Gamma-Poisson: the window's count against the customer's own earlier rate under Jeffreys' prior; the probability is"
          + " that of as many or more (negative binomial tail). One customer has one test; the list has many.";

  @Schema(name = "CompetitorBurstVerdict")
  enum Verdict {
    BURST,
    USUAL,
    INSUFFICIENT_BASELINE
  }

  /**
   * One customer.
   *
   * @param count contacts in the window
   * @param expected contacts the baseline rate would bring in the window; null without enough baseline
   * @param baselineDays days of the baseline in which somebody could have told
   * @param probability of as many or more by chance; null without enough baseline
   */
  @Schema(name = "CompetitorBurst")
  record Burst(
      UUID customerId,
      String customerName,
      Verdict verdict,
      long count,
      long baselineCount,
      double baselineDays,
      @Nullable Double expected,
      @Nullable Double probability,
      Instant lastAt,
      String sentence) {}
}
