package dev.perennial.scoring.survival;

import java.util.ArrayList;
import java.util.List;

/**
 * Spreads lifetimes over periods, one row per customer and period at risk, so that a logistic model
 * of the rows is a discrete-time hazard (Singer and Willett, Journal of Educational Statistics 18,
 * 1993; Allison, Sociological Methodology 13, 1982).
 */
public final class PersonPeriods {
  private PersonPeriods() {}

  /**
   * The rows, by customer and then by period. The last row of a customer is the period that holds the
   * time; it counts as at risk also where the customer was censored within it.
   *
   * @param periodLength in the unit of the lifetimes, above 0
   * @throws IllegalArgumentException where the length is not above 0 or a lifetime spans more than
   *     10,000 periods
   */
  public static List<PersonPeriod> expand(List<Lifetime> lifetimes, double periodLength) {
    if (!(periodLength > 0)) {
      throw new IllegalArgumentException("a period is longer than 0: " + periodLength);
    }
    List<PersonPeriod> rows = new ArrayList<>();
    for (int customer = 0; customer < lifetimes.size(); customer++) {
      Lifetime lifetime = lifetimes.get(customer);
      double periods = StrictMath.ceil(lifetime.time() / periodLength);
      if (periods > 10_000) {
        throw new IllegalArgumentException("more than 10,000 periods: choose a longer one");
      }
      for (int period = 1; period <= (int) periods; period++) {
        rows.add(new PersonPeriod(customer, period, lifetime.ended() && period == (int) periods));
      }
    }
    return rows;
  }
}
