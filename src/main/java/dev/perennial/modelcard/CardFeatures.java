package dev.perennial.modelcard;

import dev.perennial.scoring.evaluate.FeatureDistribution;
import dev.perennial.scoring.explain.ValueText;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.model.Model;
import dev.perennial.scoring.model.ScoreArrays;
import dev.perennial.scoring.model.ScorecardDefinition;
import dev.perennial.scoring.model.ScorecardTerm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What each feature does to the risk, whatever kind of model it is: the model is asked for the feature's part at values that
 * occur, everything else unknown.
 */
final class CardFeatures {
  private static final int MOST = 12;
  private static final double WORTH_TELLING = 0.05;

  private final Model model;
  private final Map<String, FeatureDistribution> distributions;
  private final @Nullable ScorecardDefinition card;

  /**
   * @param distributions of training, by feature; empty where not recorded
   * @param card the lines of a scorecard; null for other models
   */
  CardFeatures(Model model, Map<String, FeatureDistribution> distributions, @Nullable ScorecardDefinition card) {
    this.model = model;
    this.distributions = distributions;
    this.card = card;
  }

  /** The strongest first. */
  List<ModelCard.Effect> strongest() {
    List<ModelCard.Effect> effects = new ArrayList<>();
    FeatureSet set = model.featureSet();
    for (int index = 0; index < set.size(); index++) {
      ModelCard.Effect effect = model.uses(index) ? effect(set.feature(index), index) : null;
      if (effect != null) {
        effects.add(effect);
      }
    }
    effects.sort(Comparator.comparingDouble(ModelCard.Effect::oddsRatio).reversed().thenComparing(ModelCard.Effect::feature));
    return effects.subList(0, Math.min(MOST, effects.size()));
  }

  private ModelCard.@Nullable Effect effect(FeatureDefinition feature, int index) {
    List<Point> points = new ArrayList<>();
    for (double value : values(feature)) {
      points.add(new Point(ValueText.of(feature, value, null), value, part(index, value, FeatureState.VALUE)));
    }
    double silent = part(index, Double.NaN, FeatureState.SILENT);
    List<Point> all = new ArrayList<>(points);
    if (silent != 0) {
      all.add(new Point("nothing known", Double.NaN, silent));
    }
    if (all.size() < 2) {
      return null;
    }
    Point lowest = all.stream().min(Comparator.comparingDouble(Point::part)).orElseThrow();
    Point highest = all.stream().max(Comparator.comparingDouble(Point::part)).orElseThrow();
    double range = highest.part - lowest.part;
    if (range < WORTH_TELLING) {
      return null;
    }
    return new ModelCard.Effect(
        feature.code(), feature.label(), StrictMath.exp(range), words(feature, points, lowest, highest, range));
  }

  /** A value, its name and its part of the log-odds. */
  private record Point(String name, double value, double part) {}

  private static String words(
      FeatureDefinition feature, List<Point> points, Point lowest, Point highest, double range) {
    String times = Say.times(StrictMath.exp(range));
    boolean steady = feature.type() == FeatureType.NUMERIC && points.size() > 1 && steady(points);
    boolean known = !Double.isNaN(lowest.value) && !Double.isNaN(highest.value);
    if (steady && known) {
      return highest.value > lowest.value
          ? "The higher, the riskier: from %s to %s the odds of losing grow ×%s.".formatted(lowest.name, highest.name, times)
          : "The higher, the safer: from %s down to %s the odds of losing grow ×%s.".formatted(lowest.name, highest.name, times);
    }
    return "Riskiest: %s. Safest: %s. Between them the odds of losing differ ×%s.".formatted(highest.name, lowest.name, times);
  }

  private static boolean steady(List<Point> points) {
    boolean up = true;
    boolean down = true;
    for (int index = 1; index < points.size(); index++) {
      double step = points.get(index).part - points.get(index - 1).part;
      up &= step >= 0;
      down &= step <= 0;
    }
    return up || down;
  }

  private double part(int index, double value, FeatureState state) {
    int width = model.featureSet().size();
    double[] values = new double[width];
    byte[] states = new byte[width];
    for (int feature = 0; feature < width; feature++) {
      values[feature] = Double.NaN;
      states[feature] = FeatureState.NOT_CONNECTED.code();
    }
    values[index] = value;
    states[index] = state.code();
    ScoreArrays out = ScoreArrays.of(1, width);
    model.batch().score(values, states, 1, out);
    return out.contributions()[index];
  }

  private double[] values(FeatureDefinition feature) {
    return switch (feature.type()) {
      case BOOLEAN -> new double[] {0, 1};
      case CATEGORICAL -> DoubleStream.iterate(0, level -> level < feature.levels().size(), level -> level + 1).toArray();
      case NUMERIC -> numbers(feature);
    };
  }

  /** The tenths of training; of a scorecard, its reference and the steps that its lines speak of. */
  private double[] numbers(FeatureDefinition feature) {
    FeatureDistribution distribution = distributions.get(feature.code());
    if (distribution != null && !distribution.cuts().isEmpty()) {
      return distribution.cuts().stream().mapToDouble(Double::doubleValue).toArray();
    }
    ScorecardTerm term =
        card == null
            ? null
            : card.terms().stream().filter(line -> line.feature().equals(feature.code())).findFirst().orElse(null);
    if (term == null) {
      return new double[0];
    }
    double step = term.per() * term.spread();
    double bound = term.reference() >= 0 ? 0 : Double.NEGATIVE_INFINITY; // most measures count, and counts end at 0
    double least = term.minimum() == null ? bound : term.minimum();
    double most = term.maximum() == null ? Double.POSITIVE_INFINITY : term.maximum();
    return DoubleStream.of(term.reference() - step, term.reference(), term.reference() + step)
        .map(value -> StrictMath.min(most, StrictMath.max(least, value)))
        .distinct()
        .sorted()
        .toArray();
  }
}
