package dev.perennial.scoring.survival;

/**
 * What one customer bought without a contract, counted from the first purchase; all times in one
 * unit.
 *
 * @param repeats purchases after the first, 0 or more
 * @param recency time of the last one, 0 where there was none, at most {@code age}
 * @param age time from the first purchase to the end of the watch, above 0
 */
public record RepeatPurchases(int repeats, double recency, double age) {
  /**
   * @throws IllegalArgumentException where a number lies outside its range
   */
  public RepeatPurchases {
    boolean recent = repeats == 0 ? recency == 0 : recency > 0 && recency <= age;
    if (repeats < 0 || !recent || !(age > 0) || Double.isInfinite(age)) {
      throw new IllegalArgumentException(
          "not a purchase history: " + repeats + " repeats, last at " + recency + " of " + age);
    }
  }
}
