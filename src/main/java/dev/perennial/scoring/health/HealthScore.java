package dev.perennial.scoring.health;

import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.model.Model;
import dev.perennial.scoring.model.Prediction;
import java.util.ArrayList;
import java.util.List;

/**
 * How a customer is: {@code 100/(1 + e^s)}, s the sum of the contributions of signals. Contract and
 * customer facts, the base rate and calibration are left out, so that it says nothing about when
 * the customer decides.
 *
 * @param overall 0 to 100 over all signal groups, high is good, 50 neutral
 * @param groups one per signal group, in the order of {@link FeatureGroup}
 */
public record HealthScore(double overall, List<GroupHealth> groups) {
  public HealthScore {
    groups = List.copyOf(groups);
  }

  /**
   * Health as the given prediction implies it.
   *
   * @param model the model that made the prediction
   * @param vector what it was made from
   */
  public static HealthScore of(Model model, FeatureVector vector, Prediction prediction) {
    double[] contributions = prediction.contributions();
    List<GroupHealth> groups = new ArrayList<>();
    for (FeatureGroup group : FeatureGroup.values()) {
      if (group.signalGroup()) {
        groups.add(groupHealth(model, vector, contributions, group));
      }
    }
    return new HealthScore(overall(model.featureSet(), contributions, 0), groups);
  }

  /**
   * The overall health of one row of a batch, to the same bits as {@link #of}.
   *
   * @param contributions rows of contributions, in log-odds
   * @param offset where the row begins
   */
  public static double overall(FeatureSet featureSet, double[] contributions, int offset) {
    double sum = 0;
    for (FeatureGroup group : FeatureGroup.values()) {
      if (group.signalGroup()) {
        sum += groupContribution(featureSet, contributions, offset, group);
      }
    }
    return health(sum);
  }

  private static GroupHealth groupHealth(
      Model model, FeatureVector vector, double[] contributions, FeatureGroup group) {
    int features = 0;
    int connected = 0;
    for (int feature = 0; feature < model.featureSet().size(); feature++) {
      if (model.uses(feature) && model.featureSet().feature(feature).group() == group) {
        features++;
        connected += vector.state(feature) == FeatureState.NOT_CONNECTED ? 0 : 1;
      }
    }
    double sum = groupContribution(model.featureSet(), contributions, 0, group);
    return new GroupHealth(group, health(sum), features, connected);
  }

  private static double groupContribution(
      FeatureSet featureSet, double[] contributions, int offset, FeatureGroup group) {
    double sum = 0;
    for (int feature = 0; feature < featureSet.size(); feature++) {
      if (featureSet.feature(feature).group() == group) {
        sum += contributions[offset + feature];
      }
    }
    return sum;
  }

  private static double health(double contributions) {
    return 100 * Logistic.probability(-contributions);
  }
}
