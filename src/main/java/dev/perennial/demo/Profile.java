package dev.perennial.demo;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who a customer is.
 *
 * @param number from 1; 1 is the customer of the examples
 * @param seats people who use the product at the start
 * @param value hidden: what the product is worth to them, standard normal at the start
 * @param engagement hidden: how close they are to us, standard normal at the start
 * @param start first day of the first contract
 * @param shape null for a prospect, who has no contract
 */
record Profile(
    int number,
    String name,
    Tier tier,
    String region,
    String currency,
    int seats,
    double value,
    double engagement,
    LocalDate start,
    @Nullable Shape shape,
    @Nullable String parent) {

  String key() {
    return "customer-" + number;
  }

  /**
   * The customer whose ids the examples of the contract use; its present story is told by {@link
   * Showcase}.
   */
  boolean isShowcase() {
    return number == Showcase.NUMBER;
  }

  /** How customers buy. */
  enum Shape {
    ANNUAL,
    AUTO_RENEW,
    MULTI_YEAR,
    RAMP,
    EVERGREEN,
    ADD_ON,
    LINE_ENDS_EARLY,
    PILOT,
    FREE,
    PAUSED,
    ODD_TERM
  }

  /**
   * Size of the business; intercept is the log-odds of losing an average customer of the tier in an
   * average term.
   */
  enum Tier {
    ENTERPRISE(-2.65, 150, 700, "1000+"),
    MID_MARKET(-2.25, 30, 140, "100-999"),
    SMALL_BUSINESS(-1.75, 5, 28, "1-99");

    final double intercept;
    final int minSeats;
    final int maxSeats;
    final String sizeClass;

    Tier(double intercept, int minSeats, int maxSeats, String sizeClass) {
      this.intercept = intercept;
      this.minSeats = minSeats;
      this.maxSeats = maxSeats;
      this.sizeClass = sizeClass;
    }
  }
}
