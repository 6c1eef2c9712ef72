package dev.perennial.learning;

import dev.perennial.scoring.evaluate.Interval;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a model does in earnest: the last score it gave each renewal before that was decided, against the decision; and
 * whether the world it scores is still the one it was trained in.
 *
 * @param from decided on or after this day
 * @param to decided before this day
 * @param rows renewals decided, of those that it scored in time
 * @param truncated whether older ones were left out because there were too many
 * @param expected losses that its probabilities add up to
 * @param allowed how far observed and expected may be apart by chance: two standard deviations
 * @param alarm whether they are further apart
 * @param verdict the same in words
 * @param warnings how many losses it warned of, how many came as a surprise, and how often it warned for nothing
 * @param baseRate the loss rate in training and now
 * @param judgement every measure of quality; null where no renewal was decided
 * @param tiers the same counts by the customers' tier today
 * @param drift what it reads: then, when it was trained, and now
 */
@Schema(name = "ModelMonitoring")
public record ModelMonitoring(
    UUID modelId,
    LocalDate from,
    LocalDate to,
    int rows,
    boolean truncated,
    int losses,
    double expected,
    double allowed,
    boolean alarm,
    String verdict,
    Warnings warnings,
    BaseRate baseRate,
    @Nullable Judgement judgement,
    List<Tier> tiers,
    FeatureDrift drift) {
  public ModelMonitoring {
    tiers = List.copyOf(tiers);
  }

  /**
   * A share of a number, with Wilson's 95% interval.
   *
   * @param rate count / of; null, as its interval, where {@code of} is too few to say
   */
  @Schema(name = "MonitoredRate")
  public record Rate(int count, int of, @Nullable Double rate, @Nullable Double lower, @Nullable Double upper) {
    /** With fewer, one renewal more or less would move the rate by five points and more. */
    static final int FEWEST = 20;

    static Rate of(int count, int of) {
      if (of < FEWEST) {
        return new Rate(count, of, null, null, null);
      }
      Interval interval = Interval.wilson(count, of);
      return new Rate(count, of, interval.estimate(), interval.lower(), interval.upper());
    }
  }

  /**
   * A renewal counts as warned of when the last score that it had by its decision deadline, and before notice and decision,
   * was at or above the threshold then in force.
   *
   * @param warned of the losses, those warned of
   * @param surprises of the losses, those not warned of
   * @param falseAlarms of the renewed, those that it said were at risk
   */
  @Schema(name = "ModelWarnings")
  public record Warnings(Rate warned, Rate surprises, Rate falseAlarms) {}

  /**
   * The loss rate in training and now.
   *
   * @param then of the rows of training; null where nothing was trained
   * @param now of the renewals decided in these days
   * @param difference now less then; null where one of them is too few, or nothing was trained
   * @param lower lower end of its 95% interval (Newcombe)
   * @param upper upper end of its 95% interval
   * @param alarm whether chance does not explain the difference
   */
  @Schema(name = "BaseRateDrift")
  public record BaseRate(
      @Nullable Rate then,
      Rate now,
      @Nullable Double difference,
      @Nullable Double lower,
      @Nullable Double upper,
      boolean alarm) {}

  /**
   * The counts of one tier.
   *
   * @param tier tier of the customers; null for those without
   */
  @Schema(name = "MonitoredTier")
  public record Tier(
      @Nullable String tier,
      int rows,
      int losses,
      double expected,
      double allowed,
      boolean alarm,
      String verdict,
      Warnings warnings,
      BaseRate baseRate) {}
}
