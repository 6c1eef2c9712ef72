package dev.perennial.risk;

import dev.perennial.scoring.decision.RiskBand;
import dev.perennial.scoring.explain.Explanation;
import dev.perennial.scoring.explain.Scored;
import dev.perennial.scoring.model.Prediction;
import java.math.BigDecimal;
import java.util.List;

/**
 * A score that nobody stored. Sums hold as for a stored one: baselineLogOdds + contributions + calibrationLogOdds =
 * logOdds.
 *
 * @param probability that the renewal is lost, 0 to 1
 * @param percent the same as shown
 * @param lowerBound lower end of the 95% interval
 * @param upperBound upper end of the 95% interval
 * @param atRisk probability at or above the threshold in force
 * @param coverage share of what the model reads that a connected source could tell, 0 to 1
 * @param reasons every feature the model uses, the largest effect first
 */
public record WhatIfScore(
    double probability,
    BigDecimal percent,
    double lowerBound,
    double upperBound,
    RiskBand band,
    boolean atRisk,
    double coverage,
    double logOdds,
    double baselineLogOdds,
    BigDecimal baselinePercent,
    double calibrationLogOdds,
    List<RiskReason> reasons) {
  static WhatIfScore of(Scored scored, RiskRules rules) {
    Prediction prediction = scored.prediction();
    Explanation why = Explanation.of(scored.model(), scored.vector(), prediction);
    return new WhatIfScore(
        prediction.probability(),
        why.percent(),
        prediction.lower(),
        prediction.upper(),
        rules.band(prediction.probability()),
        rules.atRisk(prediction.probability()),
        prediction.coverage(),
        prediction.logOdds(),
        prediction.baselineLogOdds(),
        why.baselinePercent(),
        prediction.calibration(),
        why.reasons().stream().map(RiskReason::of).toList());
  }
}
