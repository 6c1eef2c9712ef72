package dev.perennial.scoring.model;

import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scorecard as flat arrays, and the only place where its arithmetic is written: one renewal and a
 * million go through the same lines, so they give the same bits. Nothing is allocated per row.
 *
 * <p>Log-odds = logit(base rate) + contributions, added in the order of the feature set. Interval:
 * log-odds +- z sqrt(v) with v = s0^2 + sum s_j^2 u_j^2, the quadratic form x'Sx of the independent
 * Gaussian prior over (1, u), u_j = (clamp(x_j) - reference_j)/per_j. A feature that cannot be
 * known adds the variance of the product of two independent variables, (b_j^2 + s_j^2) spread_j^2.
 * With no outcomes the posterior is the prior, so this is the n = 0 case of the MAP logistic model.
 */
public final class CompiledScorecard implements BatchScorer {
  /** 97.5% quantile of the standard normal distribution: R 4.x {@code qnorm(0.975)}. */
  private static final double Z_95 = 1.959963984540054;

  private static final int NO_TABLE = -1;

  private final int features;
  private final double baselineLogOdds;
  private final double baseVariance;
  private final double usedFeatures;

  /** 1 where the feature has a term, 0 elsewhere. */
  private final int[] used;

  // Numeric and yes/no features: slope * (clamp(x) - reference); all 0 where there is no term.
  private final double[] minimum;
  private final double[] maximum;
  private final double[] reference;
  private final double[] slope;
  private final double[] varianceWeight;

  // Categories: log-odds and variance by level, from tableStart[f] on, the first for "not listed".
  private final int[] tableStart;
  private final int[] levels;
  private final double[] tableLogOdds;
  private final double[] tableVariance;

  private final double[] silentLogOdds;
  private final double[] silentVariance;
  private final double[] unknownVariance;

  /** Takes a valid definition only: {@link Scorecard#of} checks. */
  CompiledScorecard(ScorecardDefinition definition, FeatureSet featureSet) {
    features = featureSet.size();
    baselineLogOdds = Logistic.logOdds(definition.baseRate());
    baseVariance = definition.baseRateStrength() * definition.baseRateStrength();
    used = new int[features];
    minimum = new double[features];
    maximum = new double[features];
    reference = new double[features];
    slope = new double[features];
    varianceWeight = new double[features];
    tableStart = tableStarts(featureSet);
    levels = featureSet.features().stream().mapToInt(meant -> meant.levels().size()).toArray();
    tableLogOdds = new double[tableSize(featureSet)];
    tableVariance = new double[tableLogOdds.length];
    silentLogOdds = new double[features];
    silentVariance = new double[features];
    unknownVariance = new double[features];
    List<IndexedTerm> terms = inFeatureOrder(definition, featureSet);
    for (IndexedTerm indexed : terms) {
      fill(indexed);
    }
    usedFeatures = Arrays.stream(used).sum();
    fillSilence(terms);
  }

  private static int[] tableStarts(FeatureSet featureSet) {
    int[] starts = new int[featureSet.size()];
    int next = 0;
    for (int feature = 0; feature < starts.length; feature++) {
      boolean categorical = featureSet.feature(feature).type() == FeatureType.CATEGORICAL;
      starts[feature] = categorical ? next : NO_TABLE;
      next += categorical ? featureSet.feature(feature).levels().size() + 1 : 0;
    }
    return starts;
  }

  private static int tableSize(FeatureSet featureSet) {
    return featureSet.features().stream()
        .filter(feature -> feature.type() == FeatureType.CATEGORICAL)
        .mapToInt(feature -> feature.levels().size() + 1)
        .sum();
  }

  /** The order of the document must not show in the bits. */
  private static List<IndexedTerm> inFeatureOrder(
      ScorecardDefinition definition, FeatureSet featureSet) {
    List<IndexedTerm> terms = new ArrayList<>();
    for (ScorecardTerm term : definition.terms()) {
      int feature = featureSet.indexOf(term.feature());
      String level = term.level();
      int levelIndex = level == null ? -1 : featureSet.feature(feature).levelIndex(level);
      terms.add(new IndexedTerm(feature, levelIndex, term));
    }
    terms.sort(Comparator.comparingInt(IndexedTerm::feature).thenComparingInt(IndexedTerm::level));
    return terms;
  }

  private void fill(IndexedTerm indexed) {
    ScorecardTerm term = indexed.term;
    int feature = indexed.feature;
    double coefficient = StrictMath.log(term.oddsRatio());
    double variance = term.strength() * term.strength();
    used[feature] = 1;
    unknownVariance[feature] +=
        (coefficient * coefficient + variance) * term.spread() * term.spread();
    if (tableStart[feature] != NO_TABLE) {
      fillTable(indexed, coefficient, variance);
      return;
    }
    double per = term.per();
    minimum[feature] = orElse(term.minimum(), Double.NEGATIVE_INFINITY);
    maximum[feature] = orElse(term.maximum(), Double.POSITIVE_INFINITY);
    reference[feature] = term.reference();
    slope[feature] = coefficient / per;
    varianceWeight[feature] = variance / (per * per);
  }

  private void fillTable(IndexedTerm indexed, double coefficient, double variance) {
    for (int level = -1; level < levels[indexed.feature]; level++) {
      double distance = (level == indexed.level ? 1 : 0) - indexed.term.reference();
      int cell = tableStart[indexed.feature] + 1 + level;
      tableLogOdds[cell] += coefficient * distance;
      tableVariance[cell] += variance * (distance * distance);
    }
  }

  /** Silence that nobody put a number on widens the interval as not knowing does. */
  private void fillSilence(List<IndexedTerm> terms) {
    System.arraycopy(unknownVariance, 0, silentVariance, 0, features);
    for (IndexedTerm indexed : terms) {
      Double silentOddsRatio = indexed.term.silentOddsRatio();
      if (silentOddsRatio != null) {
        silentLogOdds[indexed.feature] = StrictMath.log(silentOddsRatio);
        silentVariance[indexed.feature] = indexed.term.strength() * indexed.term.strength();
      }
    }
  }

  private static double orElse(@Nullable Double number, double otherwise) {
    return number == null ? otherwise : number;
  }

  @Override
  public int features() {
    return features;
  }

  @Override
  public double baselineLogOdds() {
    return baselineLogOdds;
  }

  @Override
  public boolean uses(int feature) {
    return used[feature] == 1;
  }

  @Override
  public void score(double[] values, byte[] states, int rows, ScoreArrays out) {
    long cells = (long) rows * features;
    if (values.length < cells || states.length < cells || out.contributions().length < cells) {
      throw new IllegalArgumentException("arrays too short for " + rows + " rows");
    }
    for (int row = 0; row < rows; row++) {
      scoreRow(values, states, row, out);
    }
  }

  private void scoreRow(double[] values, byte[] states, int row, ScoreArrays out) {
    int offset = row * features;
    double[] contributions = out.contributions();
    double logOdds = baselineLogOdds;
    double variance = baseVariance;
    int connected = 0;
    for (int feature = 0; feature < features; feature++) {
      double contribution = 0;
      byte state = states[offset + feature];
      if (state == 0) {
        double value = values[offset + feature];
        int start = tableStart[feature];
        if (start == NO_TABLE) {
          double clamped =
              StrictMath.min(StrictMath.max(value, minimum[feature]), maximum[feature]);
          double distance = clamped - reference[feature];
          contribution = 0.0 + slope[feature] * distance; // "no effect" is never -0.0
          variance += varianceWeight[feature] * (distance * distance);
        } else {
          if (!(value >= -1 && value < levels[feature])) {
            throw new IllegalArgumentException("row " + row + " holds no level at " + feature);
          }
          int cell = start + 1 + (int) value;
          contribution = tableLogOdds[cell];
          variance += tableVariance[cell];
        }
        connected += used[feature];
      } else if (state == 1) {
        contribution = silentLogOdds[feature];
        variance += silentVariance[feature];
        connected += used[feature];
      } else {
        variance += unknownVariance[feature];
      }
      contributions[offset + feature] = contribution;
      logOdds += contribution;
    }
    if (!Double.isFinite(logOdds)) {
      throw new IllegalArgumentException("row " + row + " holds a value that is not finite");
    }
    double margin = Z_95 * StrictMath.sqrt(variance);
    out.probability()[row] = Logistic.probability(logOdds);
    out.logOdds()[row] = logOdds;
    out.lower()[row] = Logistic.probability(logOdds - margin);
    out.upper()[row] = Logistic.probability(logOdds + margin);
    out.coverage()[row] = connected / usedFeatures;
    out.calibration()[row] = 0;
  }

  private record IndexedTerm(int feature, int level, ScorecardTerm term) {}
}
