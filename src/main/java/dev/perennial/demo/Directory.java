package dev.perennial.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Our own people, what we sell, and exchange rates. */
final class Directory {
  static final String CORE = "product-1";
  static final String ANALYTICS = "product-2";
  static final String AUTOMATION = "product-3";
  static final String PREMIUM_SUPPORT = "product-4";
  static final String ONBOARDING = "product-5";
  static final String API_CALLS = "product-6";

  private static final int CSMS = 5;
  private static final int RENEWAL_MANAGERS = 4;
  private static final int ACCOUNT_EXECUTIVES = 3;
  private static final int MONTHS_OF_RATES = 37;
  private static final int RATE_DECIMALS = 6;

  private final long seed;

  Directory(long seed) {
    this.seed = seed;
  }

  List<DemoWorld.User> users() {
    List<DemoWorld.User> users = new ArrayList<>();
    for (int i = 1; i <= CSMS + RENEWAL_MANAGERS + ACCOUNT_EXECUTIVES; i++) {
      String role =
          i <= CSMS
              ? "CSM"
              : i <= CSMS + RENEWAL_MANAGERS ? "RENEWAL_MANAGER" : "ACCOUNT_EXECUTIVE";
      String name = Words.person(Dice.of(seed, "user", i));
      users.add(
          new DemoWorld.User(
              "user-" + i, name, Words.email(name, "perennial-demo"), List.of(role)));
    }
    return users;
  }

  static String csm(int customer) {
    return "user-" + (1 + customer % CSMS);
  }

  static String renewalManager(int customer) {
    return "user-" + (1 + CSMS + customer % RENEWAL_MANAGERS);
  }

  static String accountExecutive(int customer) {
    return "user-" + (1 + CSMS + RENEWAL_MANAGERS + customer % ACCOUNT_EXECUTIVES);
  }

  static List<DemoWorld.Product> products() {
    return List.of(
        new DemoWorld.Product(CORE, "CORE", "Core platform", "PLATFORM"),
        new DemoWorld.Product(ANALYTICS, "ANALYTICS", "Analytics", "ADD_ON"),
        new DemoWorld.Product(AUTOMATION, "AUTOMATION", "Automation", "ADD_ON"),
        new DemoWorld.Product(PREMIUM_SUPPORT, "PREMIUM-SUPPORT", "Premium support", "SERVICES"),
        new DemoWorld.Product(ONBOARDING, "ONBOARDING", "Onboarding project", "SERVICES"),
        new DemoWorld.Product(API_CALLS, "API-CALLS", "API calls", "PLATFORM"));
  }

  /** The first of each month of three years: a slow random walk. */
  List<DemoWorld.Rate> rates(LocalDate anchor) {
    List<DemoWorld.Rate> rates = new ArrayList<>();
    walk("USD", 0.92, anchor, rates);
    walk("GBP", 1.17, anchor, rates);
    return rates;
  }

  private void walk(String currency, double start, LocalDate anchor, List<DemoWorld.Rate> rates) {
    Dice dice = Dice.of(seed, "rate-" + currency, 0);
    LocalDate first = anchor.withDayOfMonth(1).minusMonths(MONTHS_OF_RATES - 1);
    double rate = start;
    for (int month = 0; month < MONTHS_OF_RATES; month++) {
      rate *= StrictMath.exp(0.012 * dice.normal());
      rates.add(
          new DemoWorld.Rate(
              currency,
              first.plusMonths(month),
              BigDecimal.valueOf(rate).setScale(RATE_DECIMALS, RoundingMode.HALF_EVEN)));
    }
  }
}
