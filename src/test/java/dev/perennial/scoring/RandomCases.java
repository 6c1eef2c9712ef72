package dev.perennial.scoring;

import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.feature.Measure;
import dev.perennial.scoring.model.ScorecardDefinition;
import dev.perennial.scoring.model.ScorecardTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** SplitMix64 feature sets, scorecards and vectors of every shape for the property tests. */
public final class RandomCases {
  private static final FeatureGroup[] SIGNAL_GROUPS = {
    FeatureGroup.USAGE,
    FeatureGroup.RELATIONSHIP,
    FeatureGroup.SUPPORT,
    FeatureGroup.SENTIMENT,
    FeatureGroup.VALUE
  };
  private static final List<String> LEVELS = List.of("A", "B", "C", "D");

  private final RandomGenerator random;

  public RandomCases(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  public RandomGenerator random() {
    return random;
  }

  public FeatureSet featureSet(int size) {
    List<FeatureDefinition> features = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      features.add(feature("f" + index, random.nextInt(4)));
    }
    return new FeatureSet("random", 1, features);
  }

  private FeatureDefinition feature(String code, int shape) {
    FeatureGroup group = SIGNAL_GROUPS[random.nextInt(SIGNAL_GROUPS.length)];
    return switch (shape) {
      case 0 -> Features.of(code, FeatureGroup.CUSTOMER, Measure.TENURE_DAYS).build();
      case 1 -> Features.of(code, group, Measure.TWO_WAY_SILENCE).window(90).build();
      case 2 -> Features.of(code, FeatureGroup.CUSTOMER, Measure.TIER).levels(LEVELS).build();
      default -> Features.of(code, group, Measure.MEAN).kind("METRIC").window(30).build();
    };
  }

  public ScorecardDefinition scorecard(FeatureSet set) {
    List<ScorecardTerm> terms = new ArrayList<>();
    for (FeatureDefinition feature : set.features()) {
      addTerms(feature, terms);
    }
    if (terms.isEmpty()) {
      return scorecard(set);
    }
    return new ScorecardDefinition(
        "random",
        1,
        set.code(),
        set.version(),
        random.nextDouble(0.02, 0.9),
        number(0.1, 2),
        terms);
  }

  private void addTerms(FeatureDefinition feature, List<ScorecardTerm> terms) {
    if (random.nextInt(10) == 0) {
      return; // a feature the model does not use
    }
    switch (feature.type()) {
      case CATEGORICAL -> {
        terms.add(Terms.of(feature.code(), oddsRatio()).level("B").build());
        terms.add(Terms.of(feature.code(), oddsRatio()).level("D").silent(oddsRatio()).build());
      }
      case BOOLEAN -> terms.add(Terms.of(feature.code(), oddsRatio()).reference(0.25).build());
      case NUMERIC ->
          terms.add(
              Terms.of(feature.code(), oddsRatio())
                  .per(number(0.3, 3))
                  .reference(number(-1, 1))
                  .bounds(-2.0, 2.0)
                  .silent(random.nextBoolean() ? oddsRatio() : null)
                  .build());
    }
  }

  private double oddsRatio() {
    return StrictMath.exp(number(-1.5, 1.5));
  }

  public double number(double from, double to) {
    return random.nextDouble(from, to);
  }

  public FeatureVector vector(FeatureSet set) {
    double[] values = new double[set.size()];
    FeatureState[] states = new FeatureState[set.size()];
    for (int index = 0; index < values.length; index++) {
      int dice = random.nextInt(10);
      states[index] =
          dice == 0
              ? FeatureState.NOT_CONNECTED
              : dice == 1 ? FeatureState.SILENT : FeatureState.VALUE;
      values[index] = states[index] == FeatureState.VALUE ? value(set.feature(index)) : Double.NaN;
    }
    return new FeatureVector(set, values, states);
  }

  private double value(FeatureDefinition feature) {
    return switch (feature.type()) {
      case BOOLEAN -> random.nextInt(2);
      case CATEGORICAL -> random.nextInt(-1, LEVELS.size());
      case NUMERIC -> random.nextGaussian(0, 2);
    };
  }
}
