package dev.perennial.demo;

import dev.perennial.demo.Profile.Shape;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One contract as it is agreed.
 *
 * @param number 1 for the first
 * @param end inclusive, before pauses move it; null for evergreen
 * @param seats bought
 * @param priceFactor list price times this
 */
record Term(
    int number,
    Shape shape,
    String kind,
    LocalDate start,
    @Nullable LocalDate end,
    @Nullable Integer months,
    boolean autoRenew,
    int noticeDays,
    int seats,
    double priceFactor,
    double discountPercent,
    List<DemoWorld.Pause> pauses) {

  static final String SUBSCRIPTION = "SUBSCRIPTION";
  static final String PILOT = "PILOT";
  static final String FREE = "FREE";

  /** The end with the days that pauses add. Call only for a term with an end. */
  LocalDate lastDay() {
    LocalDate last = DemoWorld.lastDay(end, pauses);
    if (last == null) {
      throw new IllegalStateException("an evergreen term has no end");
    }
    return last;
  }

  boolean isPaid() {
    return kind.equals(SUBSCRIPTION);
  }
}
