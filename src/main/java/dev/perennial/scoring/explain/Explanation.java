package dev.perennial.scoring.explain;

import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.model.FeatureWording;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.model.Model;
import dev.perennial.scoring.model.Prediction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Why a score is what it is. Three sums hold: baseline log-odds + contributions + calibration =
 * log-odds (1e-12); 100 x baseline probability + percentage points = 100 x probability (1e-9);
 * baseline percent + points = percent, exactly, in the decimals shown.
 *
 * @param baselineProbability probability with every feature at its reference
 * @param probability the score
 * @param baselineLogOdds log-odds of the baseline
 * @param logOdds log-odds of the score
 * @param calibration log-odds added by calibration
 * @param calibrationPercentagePoints the same in exact percentage points
 * @param calibrationPoints the same as shown
 * @param baselinePercent baseline as shown, one decimal
 * @param percent score as shown, one decimal
 * @param reasons every feature the model uses, the largest effect first
 */
public record Explanation(
    double baselineProbability,
    double probability,
    double baselineLogOdds,
    double logOdds,
    double calibration,
    double calibrationPercentagePoints,
    BigDecimal calibrationPoints,
    BigDecimal baselinePercent,
    BigDecimal percent,
    List<Reason> reasons) {
  public Explanation {
    reasons = List.copyOf(reasons);
  }

  /**
   * Explains a prediction.
   *
   * @param model the model that made it
   * @param vector what it was made from
   * @throws IllegalArgumentException where vector and prediction do not fit the model
   */
  public static Explanation of(Model model, FeatureVector vector, Prediction prediction) {
    int features = model.featureSet().size();
    double[] parts = Arrays.copyOf(prediction.contributions(), features + 1);
    if (vector.size() != features || prediction.contributions().length != features) {
      throw new IllegalArgumentException("vector, prediction and model are not of one feature set");
    }
    parts[features] = prediction.calibration();
    double baseline = Logistic.probability(prediction.baselineLogOdds());
    ShownPoints scale =
        new ShownPoints(
            baseline, prediction.baselineLogOdds(), prediction.probability(), prediction.logOdds());
    BigDecimal[] points = scale.shown(parts);
    List<Reason> reasons = new ArrayList<>();
    for (int feature = 0; feature < features; feature++) {
      if (model.uses(feature)) {
        reasons.add(reason(model, vector, feature, parts[feature], scale, points[feature]));
      }
    }
    // The sort is stable: equal effects stay in the order of the feature set.
    reasons.sort(
        Comparator.comparingDouble((Reason reason) -> -StrictMath.abs(reason.contribution())));
    return new Explanation(
        baseline,
        prediction.probability(),
        prediction.baselineLogOdds(),
        prediction.logOdds(),
        prediction.calibration(),
        scale.percentagePoints(prediction.calibration()),
        points[features],
        ShownPoints.percent(baseline),
        ShownPoints.percent(prediction.probability()),
        reasons);
  }

  private static Reason reason(
      Model model,
      FeatureVector vector,
      int feature,
      double contribution,
      ShownPoints scale,
      BigDecimal points) {
    FeatureDefinition definition = model.featureSet().feature(feature);
    FeatureState state = vector.state(feature);
    double value = vector.value(feature);
    FeatureWording wording = model.wording(feature, value);
    String valueText = Wording.valueText(definition, state, value, wording);
    return new Reason(
        definition.code(),
        definition.label(),
        definition.group(),
        Wording.sentence(definition, state, valueText, contribution, wording),
        state == FeatureState.VALUE ? value : null,
        valueText,
        wording.reference(),
        state,
        contribution,
        StrictMath.exp(contribution),
        scale.percentagePoints(contribution),
        points);
  }

  /** The reasons with the largest effect either way, at most k, none without effect. */
  public List<Reason> topReasons(int k) {
    return reasons.stream().filter(reason -> reason.contribution() != 0).limit(k).toList();
  }
}
