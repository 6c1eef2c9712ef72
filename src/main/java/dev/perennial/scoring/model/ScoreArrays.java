package dev.perennial.scoring.model;

/**
 * Room for the results of a batch, made once and filled again and again. The caller owns the
 * arrays.
 *
 * @param probability per row
 * @param logOdds per row
 * @param lower lower end of the 95% interval, per row
 * @param upper upper end of the 95% interval, per row
 * @param coverage share of the used features whose source is connected, per row
 * @param contributions log-odds, row after row, one per feature of the set
 * @param calibration log-odds added by calibration on the model's output, by row
 */
@SuppressWarnings("ArrayRecordComponent") // sharing the arrays is what this type is for
public record ScoreArrays(
    double[] probability,
    double[] logOdds,
    double[] lower,
    double[] upper,
    double[] coverage,
    double[] contributions,
    double[] calibration) {

  /** Room for so many rows of so many features. */
  public static ScoreArrays of(int rows, int features) {
    return new ScoreArrays(
        new double[rows],
        new double[rows],
        new double[rows],
        new double[rows],
        new double[rows],
        new double[Math.multiplyExact(rows, features)],
        new double[rows]);
  }
}
