package dev.perennial.risk;

import dev.perennial.scoring.decision.BandCutPoints;
import dev.perennial.scoring.decision.DecisionPolicy;
import dev.perennial.scoring.decision.RiskBand;
import dev.perennial.tenant.Settings;

/**
 * The tenant's rules in force: bands, threshold and what is worth doing.
 *
 * @param threshold as the settings state it
 * @param settingsVersion the version of the settings that state it
 * @param reportingCurrency amounts at stake are in it
 */
record RiskRules(
    double threshold,
    long settingsVersion,
    String reportingCurrency,
    BandCutPoints bands,
    DecisionPolicy policy) {
  static RiskRules of(Settings settings) {
    dev.perennial.tenant.BandCutPoints cuts = settings.bandCutPoints();
    return new RiskRules(
        settings.atRiskThreshold(),
        settings.version(),
        settings.reportingCurrency(),
        new BandCutPoints(
            inside(cuts.mediumFrom()), inside(cuts.highFrom()), inside(cuts.criticalFrom())),
        new DecisionPolicy(
            inside(settings.atRiskThreshold()),
            settings.savedShare(),
            settings.contactCost().doubleValue()));
  }

  /** Settings may say 0 or 1, "always" and "never"; a probability is neither. */
  private static double inside(double share) {
    return Math.min(Math.max(share, Double.MIN_VALUE), Math.nextDown(1.0));
  }

  RiskBand band(double probability) {
    return bands.band(probability);
  }

  boolean atRisk(double probability) {
    return policy.atRisk(probability);
  }
}
