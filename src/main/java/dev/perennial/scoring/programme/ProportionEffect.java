package dev.perennial.scoring.programme;

import dev.perennial.scoring.numeric.Estimate;
import dev.perennial.scoring.test.Proportion;

/**
 * What changed in a share, treated less control.
 *
 * @param treated everybody assigned to the offer, taken up or not
 * @param control everybody assigned to the hold-out
 * @param difference with Newcombe's interval, -1 to 1
 * @param pValue two-sided, Pearson's chi-squared without correction
 */
public record ProportionEffect(
    Proportion treated, Proportion control, Estimate difference, double pValue) {
  /** False where the interval holds 0: nothing can be told yet. */
  public boolean conclusive() {
    return !difference.interval().contains(0);
  }
}
