package dev.perennial.scoring.test;

/**
 * How many were lost and kept among those exposed and not exposed to something.
 *
 * @param exposedLost a, 0 or more
 * @param exposedKept b, 0 or more
 * @param unexposedLost c, 0 or more
 * @param unexposedKept d, 0 or more
 */
public record TwoByTwo(long exposedLost, long exposedKept, long unexposedLost, long unexposedKept) {
  /**
   * @throws IllegalArgumentException where a count is negative or the table is empty
   */
  public TwoByTwo {
    if (exposedLost < 0 || exposedKept < 0 || unexposedLost < 0 || unexposedKept < 0) {
      throw new IllegalArgumentException("counts are 0 or more");
    }
    if (exposedLost + exposedKept + unexposedLost + unexposedKept == 0) {
      throw new IllegalArgumentException("the table is empty");
    }
  }

  public long exposed() {
    return exposedLost + exposedKept;
  }

  public long unexposed() {
    return unexposedLost + unexposedKept;
  }

  public long lost() {
    return exposedLost + unexposedLost;
  }

  public long kept() {
    return exposedKept + unexposedKept;
  }

  public long total() {
    return exposed() + unexposed();
  }

  /** True where a cell is 0, so that the sample odds ratio is 0, infinite or undefined. */
  public boolean hasEmptyCell() {
    return exposedLost == 0 || exposedKept == 0 || unexposedLost == 0 || unexposedKept == 0;
  }

  /** The same table with exposed and not exposed swapped. */
  public TwoByTwo swapped() {
    return new TwoByTwo(unexposedLost, unexposedKept, exposedLost, exposedKept);
  }

  /**
   * Losses among the exposed.
   *
   * @throws IllegalArgumentException where nobody was exposed
   */
  public Proportion exposedRisk() {
    return new Proportion(exposedLost, requireSome(exposed(), "nobody was exposed"));
  }

  /**
   * Losses among those not exposed.
   *
   * @throws IllegalArgumentException where everybody was exposed
   */
  public Proportion unexposedRisk() {
    return new Proportion(unexposedLost, requireSome(unexposed(), "everybody was exposed"));
  }

  private static long requireSome(long count, String message) {
    if (count == 0) {
      throw new IllegalArgumentException(message);
    }
    return count;
  }
}
