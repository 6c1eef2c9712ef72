package dev.perennial.scoring.decision;

/**
 * A tenant's rules for acting on a probability. At risk is one threshold for everyone; money
 * decides only what is worth doing first: with a threshold per customer every large account would
 * be at risk and every small loss a surprise.
 *
 * @param threshold at risk from here, between 0 and 1, both excluded; versioned by the tenant
 * @param savedShare share of the losses that contacting the customer prevents, 0 to 1
 * @param contactCost what contacting costs, in the currency of the value at stake, 0 or more
 */
public record DecisionPolicy(double threshold, double savedShare, double contactCost) {
  /**
   * @throws IllegalArgumentException where a number lies outside its range
   */
  public DecisionPolicy {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold must lie between 0 and 1: " + threshold);
    }
    if (!(savedShare >= 0 && savedShare <= 1)) {
      throw new IllegalArgumentException("saved share must lie from 0 to 1: " + savedShare);
    }
    if (!(contactCost >= 0) || Double.isInfinite(contactCost)) {
      throw new IllegalArgumentException("contact cost must be 0 or more: " + contactCost);
    }
  }

  /** True from the threshold on, the threshold included. */
  public boolean atRisk(double probability) {
    return probability >= threshold;
  }

  /**
   * Expected loss, p x amount; what the worklist shows.
   *
   * @param amount amount of the renewal
   */
  public static double expectedLoss(double probability, double amount) {
    return probability * amount;
  }

  /**
   * What contacting is expected to bring after its cost, saved share x p x value - cost; what a
   * worklist with limited capacity is ranked by.
   *
   * @param value value at stake, in the currency of the cost
   */
  public double expectedGain(double probability, double value) {
    return savedShare * probability * value - contactCost;
  }

  /** True where saved share x p x value exceeds the cost of contacting. */
  public boolean worthContacting(double probability, double value) {
    return savedShare * probability * value > contactCost;
  }
}
