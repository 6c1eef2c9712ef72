package dev.perennial.scoring.explain;

import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.model.FeatureWording;
import dev.perennial.scoring.model.Model;
import dev.perennial.scoring.model.Prediction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Why a score changed, in lines that add up to the difference in log-odds within 1e-12.
 *
 * <p>One model version: each feature's contribution after less before, and the calibration's.
 * Across versions: the earlier facts are put to the later model, so that a feature's line speaks
 * only of what changed at the customer; all the rest (weights, base rate, features new or gone) is
 * the one MODEL_CHANGE line.
 *
 * @param probabilityBefore earlier score
 * @param probabilityAfter later score
 * @param logOddsDifference log-odds after less before
 * @param percentBefore earlier score as shown, one decimal
 * @param percentAfter later score as shown; equals percentBefore + all points
 * @param lines calibration and model change where they apply, and every feature the later model
 *     uses; the largest first
 */
public record ScoreDifference(
    double probabilityBefore,
    double probabilityAfter,
    double logOddsDifference,
    BigDecimal percentBefore,
    BigDecimal percentAfter,
    List<DifferenceLine> lines) {

  /**
   * @throws IllegalArgumentException where the lines do not add up
   */
  public ScoreDifference {
    lines = List.copyOf(lines);
    double sum = 0;
    for (DifferenceLine line : lines) {
      sum += line.difference();
    }
    if (!(StrictMath.abs(sum - logOddsDifference) <= Prediction.TOLERANCE)) {
      throw new IllegalArgumentException(
          "the lines add up to " + sum + ", but the difference is " + logOddsDifference);
    }
  }

  /** The difference of two scores of one renewal, or of any two. */
  public static ScoreDifference between(Scored before, Scored after) {
    boolean sameModel = before.sameModelAs(after);
    int features = after.model().featureSet().size();
    FeatureVector oldFacts = sameModel ? before.vector() : carriedOver(before, after);
    Prediction old = sameModel ? before.prediction() : after.model().predict(oldFacts);
    double total = after.prediction().logOdds() - before.prediction().logOdds();

    double[] parts = new double[features + 2];
    double rest = total;
    for (int feature = 0; feature < features; feature++) {
      parts[feature] = after.prediction().contribution(feature) - old.contribution(feature);
      rest -= parts[feature];
    }
    parts[features] = after.prediction().calibration() - before.prediction().calibration();
    parts[features + 1] = sameModel ? 0 : rest - parts[features];
    return assemble(before, after, oldFacts, parts, sameModel, total);
  }

  /**
   * The earlier facts as the later model would have seen them; unknown to the earlier: as after.
   */
  private static FeatureVector carriedOver(Scored before, Scored after) {
    FeatureVector later = after.vector();
    double[] values = later.values();
    FeatureState[] states = FeatureState.decode(later.encodedStates());
    for (int feature = 0; feature < values.length; feature++) {
      FeatureDefinition definition = later.featureSet().feature(feature);
      int earlier = before.vector().featureSet().indexOf(definition.code());
      if (earlier >= 0
          && definition.measuresTheSameAs(before.vector().featureSet().feature(earlier))) {
        values[feature] = before.vector().value(earlier);
        states[feature] = before.vector().state(earlier);
      }
    }
    return new FeatureVector(later.featureSet(), values, states);
  }

  private static ScoreDifference assemble(
      Scored before,
      Scored after,
      FeatureVector oldFacts,
      double[] parts,
      boolean sameModel,
      double total) {
    double probabilityBefore = before.prediction().probability();
    double probabilityAfter = after.prediction().probability();
    ShownPoints scale =
        new ShownPoints(
            probabilityBefore,
            before.prediction().logOdds(),
            probabilityAfter,
            after.prediction().logOdds());
    BigDecimal[] points = scale.shown(parts);
    int features = parts.length - 2;
    List<DifferenceLine> lines = new ArrayList<>();
    for (int feature = 0; feature < features; feature++) {
      if (after.model().uses(feature)) {
        lines.add(featureLine(after, oldFacts, feature, parts[feature], scale, points[feature]));
      }
    }
    if (parts[features] != 0) {
      lines.add(
          otherLine(
              DifferenceLine.Kind.CALIBRATION,
              "Calibration",
              parts[features],
              scale,
              points[features]));
    }
    if (!sameModel) {
      lines.add(
          otherLine(
              DifferenceLine.Kind.MODEL_CHANGE,
              "Model changed from %s version %d to %s version %d"
                  .formatted(
                      before.model().code(),
                      before.model().version(),
                      after.model().code(),
                      after.model().version()),
              parts[features + 1],
              scale,
              points[features + 1]));
    }
    lines.sort(
        Comparator.comparingDouble((DifferenceLine line) -> -StrictMath.abs(line.difference())));
    return new ScoreDifference(
        probabilityBefore,
        probabilityAfter,
        total,
        ShownPoints.percent(probabilityBefore),
        ShownPoints.percent(probabilityAfter),
        lines);
  }

  private static DifferenceLine featureLine(
      Scored after,
      FeatureVector oldFacts,
      int feature,
      double difference,
      ShownPoints scale,
      BigDecimal points) {
    FeatureDefinition definition = after.model().featureSet().feature(feature);
    return new DifferenceLine(
        DifferenceLine.Kind.FEATURE,
        definition.code(),
        definition.label(),
        definition.group(),
        valueText(after.model(), oldFacts, feature),
        valueText(after.model(), after.vector(), feature),
        difference,
        scale.percentagePoints(difference),
        points);
  }

  private static String valueText(Model model, FeatureVector vector, int feature) {
    double value = vector.value(feature);
    FeatureWording wording = model.wording(feature, value);
    return Wording.valueText(
        model.featureSet().feature(feature), vector.state(feature), value, wording);
  }

  private static DifferenceLine otherLine(
      DifferenceLine.Kind kind,
      String label,
      double difference,
      ShownPoints scale,
      BigDecimal points) {
    return new DifferenceLine(
        kind,
        null,
        label,
        null,
        null,
        null,
        difference,
        scale.percentagePoints(difference),
        points);
  }
}
