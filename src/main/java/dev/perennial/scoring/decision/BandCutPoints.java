package dev.perennial.scoring.decision;

/**
 * Where the bands begin; a band's lower bound belongs to it.
 *
 * @param medium MEDIUM from here, above 0
 * @param high HIGH from here, above medium
 * @param critical CRITICAL from here, above high and below 1
 */
public record BandCutPoints(double medium, double high, double critical) {
  /**
   * @throws IllegalArgumentException unless 0 &lt; medium &lt; high &lt; critical &lt; 1
   */
  public BandCutPoints {
    if (!(0 < medium && medium < high && high < critical && critical < 1)) {
      throw new IllegalArgumentException(
          "cut-points must rise between 0 and 1: " + medium + ", " + high + ", " + critical);
    }
  }

  /** The band of a probability. */
  public RiskBand band(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("not a probability: " + probability);
    }
    if (probability >= critical) {
      return RiskBand.CRITICAL;
    }
    if (probability >= high) {
      return RiskBand.HIGH;
    }
    return probability >= medium ? RiskBand.MEDIUM : RiskBand.LOW;
  }
}
