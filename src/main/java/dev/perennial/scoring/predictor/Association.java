package dev.perennial.scoring.predictor;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Estimate;
import dev.perennial.scoring.test.FisherExact;
import dev.perennial.scoring.test.ReportedOddsRatio;
import dev.perennial.scoring.test.RiskDifference;
import dev.perennial.scoring.test.RiskRatio;
import dev.perennial.scoring.test.TwoByTwo;
import org.jspecify.annotations.Nullable;

/**
 * How often the exposed were lost, beside the others. It says what goes together, not why.
 *
 * @param oddsRatio conditional maximum likelihood, or Haldane's where that is not finite
 * @param riskRatio Katz
 * @param riskDifference Newcombe
 * @param pValue Fisher's, two-sided
 */
public record Association(
    TwoByTwo table, ReportedOddsRatio oddsRatio, Estimate riskRatio, Estimate riskDifference, double pValue) {
  /** Null where nobody or everybody was exposed, lost or kept: there is nothing to compare. */
  static @Nullable Association of(TwoByTwo table, Confidence confidence) {
    if (table.exposed() == 0 || table.unexposed() == 0 || table.lost() == 0 || table.kept() == 0) {
      return null;
    }
    return new Association(
        table,
        ReportedOddsRatio.of(table, confidence),
        RiskRatio.katz(table, confidence),
        RiskDifference.newcombe(table, confidence),
        FisherExact.pValue(table));
  }
}
