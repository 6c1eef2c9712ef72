package dev.perennial.demo;

import dev.perennial.demo.Profile.Shape;
import dev.perennial.demo.Profile.Tier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of a contract: products, seats and prices in the customer's currency. */
final class LineMaker {
  private static final double CORE_PRICE = 18;
  private static final double ANALYTICS_PRICE = 7;
  private static final double AUTOMATION_PRICE = 9;
  private static final double SUPPORT_SHARE = 0.12;
  private static final double ONBOARDING_PRICE = 40;
  private static final int MONTHS = 12;
  private static final Map<String, Double> PRICE_LEVEL =
      Map.of("EUR", 1.0, "USD", 1.1, "GBP", 0.88);

  private final long seed;

  LineMaker(long seed) {
    this.seed = seed;
  }

  List<DemoWorld.Line> lines(Profile profile, Term term) {
    Dice dice = Dice.of(seed, "lines", profile.number()); // the same products in every term
    boolean isBilledMonthly = term.end() == null || dice.chance(0.25);
    boolean hasAnalytics = dice.chance(0.35) || term.shape() == Shape.LINE_ENDS_EARLY;
    boolean hasAutomation = dice.chance(0.2);
    boolean hasSupport = profile.tier() != Tier.SMALL_BUSINESS && dice.chance(0.4);
    List<DemoWorld.Line> lines = new ArrayList<>();
    if (term.shape() == Shape.RAMP && term.isPaid()) {
      ramp(profile, term, lines);
    } else {
      lines.add(seats(profile, term, Directory.CORE, CORE_PRICE, 1, isBilledMonthly, null, null));
    }
    if (!term.isPaid()) {
      return lines;
    }
    if (hasAnalytics) {
      LocalDate end = term.shape() == Shape.LINE_ENDS_EARLY ? earlyEnd(term) : null;
      lines.add(
          seats(
              profile,
              term,
              Directory.ANALYTICS,
              ANALYTICS_PRICE,
              0.5,
              isBilledMonthly,
              null,
              end));
    }
    if (hasAutomation) {
      lines.add(
          seats(
              profile,
              term,
              Directory.AUTOMATION,
              AUTOMATION_PRICE,
              0.4,
              isBilledMonthly,
              null,
              null));
    }
    if (hasSupport) {
      double yearly = SUPPORT_SHARE * CORE_PRICE * MONTHS * profile.seats();
      lines.add(
          line(
              profile,
              term,
              Directory.PREMIUM_SUPPORT,
              1,
              yearly,
              0,
              "RECURRING",
              "YEAR",
              null,
              null));
    }
    if (term.number() == 1 && profile.tier() != Tier.SMALL_BUSINESS) {
      double price = ONBOARDING_PRICE * profile.seats();
      lines.add(
          line(profile, term, Directory.ONBOARDING, 1, price, 0, "ONE_TIME", "TERM", null, null));
    }
    if (profile.number() % 9 == 0) {
      lines.add(
          line(profile, term, Directory.API_CALLS, 1000, 0.02, 0, "USAGE", "MONTH", null, null));
    }
    return lines;
  }

  /** An add-on bought in mid-term, on a contract of its own. */
  List<DemoWorld.Line> addOn(Profile profile, Term term) {
    return List.of(
        seats(profile, term, Directory.AUTOMATION, AUTOMATION_PRICE, 0.6, false, null, null));
  }

  /** Annualised recurring amount of the lines in force on a day of the contract. */
  static BigDecimal annual(List<DemoWorld.Line> lines, LocalDate contractStart, LocalDate day) {
    BigDecimal sum = BigDecimal.ZERO;
    for (DemoWorld.Line line : lines) {
      LocalDate start = line.start() == null ? contractStart : line.start();
      boolean isOver = line.end() != null && line.end().isBefore(day);
      if (line.chargeType().equals("RECURRING") && !start.isAfter(day) && !isOver) {
        int factor = line.amountPeriod().equals("MONTH") ? MONTHS : 1;
        BigDecimal list =
            line.quantity().multiply(line.unitPrice()).multiply(BigDecimal.valueOf(factor));
        BigDecimal net = BigDecimal.valueOf(100).subtract(line.discountPercent()).movePointLeft(2);
        sum = sum.add(list.multiply(net));
      }
    }
    return sum.setScale(2, RoundingMode.HALF_EVEN);
  }

  /** Seats grow from year to year, as agreed at the start. */
  private static void ramp(Profile profile, Term term, List<DemoWorld.Line> lines) {
    LocalDate secondYear = term.start().plusYears(1);
    lines.add(
        seats(
            profile, term, Directory.CORE, CORE_PRICE, 0.6, false, null, secondYear.minusDays(1)));
    lines.add(seats(profile, term, Directory.CORE, CORE_PRICE, 1, false, secondYear, null));
  }

  private static @Nullable LocalDate earlyEnd(Term term) {
    return term.end() == null ? null : term.end().minusMonths(5);
  }

  private static DemoWorld.Line seats(
      Profile profile,
      Term term,
      String product,
      double monthlyPrice,
      double shareOfSeats,
      boolean isBilledMonthly,
      @Nullable LocalDate start,
      @Nullable LocalDate end) {
    double price = monthlyPrice * term.priceFactor() * (isBilledMonthly ? 1 : MONTHS);
    double seats = Math.max(1, StrictMath.rint(term.seats() * shareOfSeats));
    return line(
        profile,
        term,
        product,
        seats,
        price,
        term.discountPercent(),
        "RECURRING",
        isBilledMonthly ? "MONTH" : "YEAR",
        start,
        end);
  }

  private static DemoWorld.Line line(
      Profile profile,
      Term term,
      String product,
      double quantity,
      double price,
      double discount,
      String chargeType,
      String period,
      @Nullable LocalDate start,
      @Nullable LocalDate end) {
    double level = PRICE_LEVEL.getOrDefault(profile.currency(), 1.0);
    return new DemoWorld.Line(
        product,
        BigDecimal.valueOf(quantity).setScale(0, RoundingMode.HALF_UP),
        BigDecimal.valueOf(price * level).setScale(2, RoundingMode.HALF_UP),
        BigDecimal.valueOf(discount).setScale(0, RoundingMode.HALF_UP),
        chargeType,
        period,
        start,
        end);
  }
}
