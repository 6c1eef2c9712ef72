package dev.perennial.scoring.feature;

import dev.perennial.scoring.test.GammaPoisson;
import java.util.Set;

/**
 * A burst of contacts with competitors: more of them in a window than the customer's own rate before it would bring but by rare
 * chance. One definition, for the list of bursts and for features.
 */
public final class CompetitorBurst {
  /** Types of signals that are such contacts, unless others are named; separated by commas. */
  public static final String TYPES = "competitor_contact,competitor_mention,competitor_connection";

  /** The same as a set. */
  public static final Set<String> SIGNAL_TYPES = Set.of(TYPES.split(","));

  /** Kinds of the signals that may be such contacts. */
  public static final Set<String> SIGNAL_KINDS = Set.of("MENTION", "EVENT");

  /** The window looked at, unless another is named. */
  public static final int WINDOW_DAYS = 30;

  /** The days before the window, which say what is usual for the customer. */
  public static final int BASELINE_DAYS = 365;

  /** With fewer days known of them it is not known what is usual. */
  public static final int MINIMUM_BASELINE_DAYS = 90;

  /** A burst when chance would bring as many less often than this. */
  public static final double LEVEL = 0.01;

  private CompetitorBurst() {}

  /** Probability of as many contacts or more by chance. */
  public static double probability(long contacts, double windowDays, long baseline, double baselineDays) {
    return GammaPoisson.tail(contacts, windowDays, baseline, baselineDays);
  }

  /**
   * 1 for a burst, 0 for none, NaN where what is usual is not known.
   *
   * @param contacts those in the window; none is no burst, however little is known
   * @param baseline those in the {@code baselineDays} before it that are known of
   */
  public static double of(long contacts, double windowDays, long baseline, double baselineDays) {
    if (contacts == 0) {
      return 0;
    }
    if (baselineDays < MINIMUM_BASELINE_DAYS) {
      return Double.NaN;
    }
    return probability(contacts, windowDays, baseline, baselineDays) <= LEVEL ? 1 : 0;
  }
}
