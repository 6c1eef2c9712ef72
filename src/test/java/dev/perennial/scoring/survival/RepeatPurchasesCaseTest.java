package dev.perennial.scoring.survival;

import static dev.perennial.scoring.CaseNumbers.assertNear;
import static dev.perennial.scoring.CaseNumbers.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.scoring.RandomCases;
import dev.perennial.scoring.SharedCases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Reference case 07: CDNOW, BG/NBD and gamma-gamma. */
class RepeatPurchasesCaseTest {
  /** Parameters of Fader, Hardie and Lee 2005; P(alive) and expectation are those of case 07. */
  private static final BetaGeometricNbd PAPER =
      new BetaGeometricNbd(
          0.24259290347313733, 4.413531228928181, 0.7928861484807138, 2.4257532444199654, 0);

  private static final RepeatPurchases CUSTOMER = new RepeatPurchases(2, 30.43, 38.86);

  @Test
  void customerOfThePaper() {
    assertEquals(0.7266091396502354, PAPER.probabilityAlive(CUSTOMER), 1e-12);
    assertEquals(1.2259104311065552, PAPER.expectedPurchases(CUSTOMER, 39), 1e-10);
    assertEquals(1, PAPER.probabilityAlive(new RepeatPurchases(0, 0, 38.86)));
    GammaGamma value = new GammaGamma(6.248802280007881, 3.7445886654733043, 15.447749258588997, 0);
    assertEquals(24.658616194150337, value.expectedValue(new GammaGamma.Spending(2, 22.35)), 1e-10);
  }

  @Test
  void purchasesAgreeWithTheSharedCase() throws IOException {
    JsonNode shared = SharedCases.read("07_bgnbd_cdnow.json");
    List<RepeatPurchases> customers = customers();
    BetaGeometricNbd fit = BetaGeometricNbd.fit(customers);
    JsonNode expected = shared.get("bgnbd");
    double tolerance = shared.get("tolerance").get("params").asDouble();
    assertEquals(expected.get("r").asDouble(), fit.r(), tolerance);
    assertEquals(expected.get("alpha").asDouble(), fit.alpha(), tolerance);
    assertEquals(expected.get("a").asDouble(), fit.a(), tolerance);
    assertEquals(expected.get("b").asDouble(), fit.b(), tolerance);
    assertEquals(
        expected.get("loglik").asDouble(),
        fit.logLikelihood(),
        shared.get("tolerance").get("loglik").asDouble());
    assertEquals(fit.logLikelihood(), fit.logLikelihood(customers), 1e-8);
    for (JsonNode one : shared.get("p_alive")) {
      assertNear(one.get("p"), fit.probabilityAlive(history(one)), tolerance);
    }
    for (JsonNode one : shared.get("expected_39w")) {
      assertNear(one.get("value"), fit.expectedPurchases(history(one), 39), tolerance);
    }
    double predicted =
        customers.stream().mapToDouble(customer -> fit.expectedPurchases(customer, 39)).sum();
    assertNear(shared.get("holdout").get("predicted_total"), predicted, 1e-3);
  }

  @Test
  void valuesAgreeWithTheSharedCase() throws IOException {
    JsonNode shared = SharedCases.read("07_bgnbd_cdnow.json");
    JsonNode expected = shared.get("gamma_gamma");
    double tolerance = shared.get("tolerance").get("params").asDouble();
    GammaGamma fit = GammaGamma.fit(spending());
    assertNear(expected.get("p"), fit.p(), tolerance);
    assertNear(expected.get("q"), fit.q(), tolerance);
    assertNear(expected.get("v"), fit.v(), tolerance);
    assertEquals(
        expected.get("loglik").asDouble(),
        fit.logLikelihood(),
        shared.get("tolerance").get("loglik").asDouble());
    assertNear(
        expected.get("cond_spend_x2_z22_35"),
        fit.expectedValue(new GammaGamma.Spending(2, 22.35)),
        tolerance);
  }

  @Test
  void expectationsAreOrderedAndBounded() {
    RandomGenerator random = new RandomCases(7).random();
    for (int round = 0; round < 300; round++) {
      BetaGeometricNbd model =
          new BetaGeometricNbd(
              random.nextDouble(0.1, 3),
              random.nextDouble(0.5, 9),
              random.nextDouble(0.1, 3),
              random.nextDouble(0.1, 6),
              0);
      int repeats = random.nextInt(4) == 0 ? 0 : random.nextInt(400);
      double age = random.nextDouble(20, 60);
      RepeatPurchases customer =
          new RepeatPurchases(repeats, repeats == 0 ? 0 : age * random.nextDouble(0.5, 1), age);
      double alive = model.probabilityAlive(customer);
      double soon = model.expectedPurchases(customer, 1);
      double late = model.expectedPurchases(customer, 50);
      assertTrue(alive >= 0 && alive <= 1);
      // At most what a customer who is alive and never leaves would buy.
      double never = alive * (model.r() + repeats) / (model.alpha() + age) * 50;
      assertTrue(soon >= 0 && soon <= late + 1e-9 && late <= never + 1e-9, () -> model + " " + customer);
      assertEquals(0, model.expectedPurchases(customer, 0), 1e-12);
    }
  }

  /** ∫ (1 - ((α+T)/(α+T+pt))^r)/p Beta(p; a, b) dp by SciPy's quad, where a + b is below and at 1. */
  @Test
  void expectationWhereMostLeaveAtOnce() {
    RepeatPurchases once = new RepeatPurchases(0, 0, 10);
    assertEquals(
        0.33125042280441264,
        new BetaGeometricNbd(0.3, 4, 0.3, 0.4, 0).expectedPurchases(once, 20),
        1e-10);
    assertEquals(
        0.3552468839941177,
        new BetaGeometricNbd(0.3, 4, 0.3, 0.7, 0).expectedPurchases(once, 20),
        1e-6);
  }

  @Test
  void theGapAtOneIsBridged() {
    BetaGeometricNbd below = new BetaGeometricNbd(0.5, 4, 1 - 1e-3, 2, 0);
    BetaGeometricNbd above = new BetaGeometricNbd(0.5, 4, 1 + 1e-3, 2, 0);
    double at = new BetaGeometricNbd(0.5, 4, 1, 2, 0).expectedPurchases(CUSTOMER, 20);
    double around = (below.expectedPurchases(CUSTOMER, 20) + above.expectedPurchases(CUSTOMER, 20)) / 2;
    assertEquals(around, at, 1e-5);
  }

  private static RepeatPurchases history(JsonNode one) {
    return new RepeatPurchases(
        one.get("x").asInt(), one.get("t_x").asDouble(), one.get("T").asDouble());
  }

  private static List<RepeatPurchases> customers() throws IOException {
    List<RepeatPurchases> customers = new ArrayList<>();
    List<String> lines = lines("cdnow/cdnow_customers_summary.csv");
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      customers.add(
          new RepeatPurchases(
              Integer.parseInt(cells[1]), Double.parseDouble(cells[2]), Double.parseDouble(cells[3])));
    }
    return customers;
  }

  /** Purchases of one day are one purchase; the first is left out; the watch ends in September. */
  private static List<GammaGamma.Spending> spending() throws IOException {
    Map<String, SortedMap<String, Double>> days = new TreeMap<>();
    for (String line : lines("cdnow/CDNOW_sample.txt")) {
      String[] cells = line.trim().split("\\s+");
      if (cells[2].compareTo("19970930") <= 0) {
        days.computeIfAbsent(cells[1], customer -> new TreeMap<>())
            .merge(cells[2], Double.parseDouble(cells[4]), Double::sum);
      }
    }
    List<GammaGamma.Spending> spending = new ArrayList<>();
    for (SortedMap<String, Double> purchases : days.values()) {
      double total =
          purchases.values().stream().skip(1).mapToDouble(Double::doubleValue).sum();
      if (purchases.size() > 1 && total > 0) {
        spending.add(new GammaGamma.Spending(purchases.size() - 1, total / (purchases.size() - 1)));
      }
    }
    return spending;
  }
}
