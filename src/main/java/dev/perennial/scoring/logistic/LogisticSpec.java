package dev.perennial.scoring.logistic;

import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.model.ScorecardDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a logistic model is trained: maximise log-likelihood - sum (b - mu)^2 / (2 sigma^2).
 *
 * @param standardise whether columns without a stated prior are centred by their mean and scaled by their
 *     standard deviation, and values beyond ten of these count as ten
 * @param logarithms with standardise: whether numbers that are never negative and spread far upwards (skewness above 1, as
 *     counts and amounts do) enter as log(1 + number): the tenth ticket tells less than the second
 * @param deviation sigma of a number's coefficient (per scale), mu = 0; null for none (maximum likelihood)
 * @param levelDeviation sigma of a level's log-odds; null for none
 * @param interceptMean mu of the intercept
 * @param interceptDeviation sigma of the intercept; null for none, so that the mean predicted probability of
 *     the rows of training is their loss rate
 * @param onlyStated whether columns without a stated prior are left out
 * @param priors what people state
 */
public record LogisticSpec(
    boolean standardise,
    boolean logarithms,
    @Nullable Double deviation,
    @Nullable Double levelDeviation,
    double interceptMean,
    @Nullable Double interceptDeviation,
    boolean onlyStated,
    List<TermPrior> priors) {
  public LogisticSpec {
    priors = List.copyOf(priors);
    checkPositive(deviation);
    checkPositive(levelDeviation);
    checkPositive(interceptDeviation);
  }

  private static void checkPositive(@Nullable Double deviation) {
    if (deviation != null && !(deviation > 0)) {
      throw new IllegalArgumentException("a prior's standard deviation must be above 0: " + deviation);
    }
  }

  /** Ridge on standardised columns with sigma 1, levels shrunk to their column's average with sigma 0.5. */
  public static LogisticSpec ridge() {
    return new LogisticSpec(true, false, 1.0, 0.5, 0, null, false, List.of());
  }

  /** What a tenant's model is trained with: ridge, with logarithms. */
  public static LogisticSpec usual() {
    return new LogisticSpec(true, true, 1.0, 0.5, 0, null, false, List.of());
  }

  /** No prior: maximum likelihood on standardised columns. */
  public static LogisticSpec maximumLikelihood() {
    return new LogisticSpec(true, false, null, null, 0, null, false, List.of());
  }

  /** A scorecard as the prior: with no outcomes the model is the scorecard. */
  public static LogisticSpec expert(ScorecardDefinition scorecard) {
    return new LogisticSpec(
        true,
        false,
        1.0,
        0.5,
        Logistic.logOdds(scorecard.baseRate()),
        scorecard.baseRateStrength(),
        true,
        scorecard.terms().stream().map(TermPrior::of).toList());
  }
}
