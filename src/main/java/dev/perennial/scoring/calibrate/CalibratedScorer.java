package dev.perennial.scoring.calibrate;

import dev.perennial.scoring.model.BatchScorer;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.model.ScoreArrays;

/** A scorer with a calibration on its output; the interval's ends go through the same function. */
public final class CalibratedScorer implements BatchScorer {
  private static final double FURTHEST = 745;

  private final BatchScorer inner;
  private final CompiledCalibration calibration;

  public CalibratedScorer(BatchScorer inner, CompiledCalibration calibration) {
    this.inner = inner;
    this.calibration = calibration;
  }

  @Override
  public int features() {
    return inner.features();
  }

  @Override
  public double baselineLogOdds() {
    return inner.baselineLogOdds();
  }

  @Override
  public boolean uses(int feature) {
    return inner.uses(feature);
  }

  @Override
  public void score(double[] values, byte[] states, int rows, ScoreArrays out) {
    inner.score(values, states, rows, out);
    for (int row = 0; row < rows; row++) {
      double before = out.logOdds()[row];
      double line = calibration.apply(before) - before;
      double after = before + line; // as the parts add up, not as the function rounds
      double probability = Logistic.probability(after);
      out.calibration()[row] = line;
      out.logOdds()[row] = after;
      out.probability()[row] = probability;
      out.lower()[row] = StrictMath.min(probability, end(out.lower()[row]));
      out.upper()[row] = StrictMath.max(probability, end(out.upper()[row]));
    }
  }

  /** An end of the interval; one that has rounded to 0 or 1 has the log-odds at which that happens. */
  private double end(double probability) {
    double logOdds = Logistic.logOdds(probability);
    return calibration.probability(StrictMath.min(StrictMath.max(logOdds, -FURTHEST), FURTHEST));
  }
}
