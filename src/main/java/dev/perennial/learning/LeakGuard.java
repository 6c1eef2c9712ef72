package dev.perennial.learning;

import dev.perennial.risk.ModelTraining;
import dev.perennial.scoring.table.TrainingTable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which features of a sample look as if they knew the outcome, for whatever reason. */
@Singleton
class LeakGuard {
  private final LateSignals late;
  private final DecisionEvents decisionEvents;

  LeakGuard(LateSignals late, DecisionEvents decisionEvents) {
    this.late = late;
    this.decisionEvents = decisionEvents;
  }

  /**
   * One entry per feature, in the order found.
   *
   * @param confirmed features that a person has confirmed
   */
  List<ModelTraining.Quarantined> quarantined(TrainingSample sample, Collection<String> confirmed) {
    Map<String, ModelTraining.Quarantined> found = new LinkedHashMap<>();
    decisionEvents.of(sample.featureSet(), confirmed).forEach(one -> found.put(one.feature(), one));
    TrainingTable table = sample.table();
    if (table != null) {
      Quarantine.of(table, confirmed).forEach(one -> found.putIfAbsent(one.feature(), one));
      late.of(sample.featureSet(), sample.renewals(), confirmed).forEach(one -> found.putIfAbsent(one.feature(), one));
    }
    return List.copyOf(found.values());
  }
}
