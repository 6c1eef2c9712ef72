package dev.perennial.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The generated portfolio: the same every time, whole, of every shape, and with the causes it
 * claims.
 */
class DemoWorldTest {
  private static final LocalDate ANCHOR = LocalDate.of(2026, 11, 21);
  private static final DemoWorld WORLD = DemoWorld.generate(DemoWorld.SEED, ANCHOR);

  @Test
  void isTheSameForTheSameSeedAndDay() {
    DemoWorld again = DemoWorld.generate(DemoWorld.SEED, ANCHOR);
    assertEquals(WORLD, again);
    assertEquals(WORLD.toString().hashCode(), again.toString().hashCode());
    assertNotEquals(WORLD.facts(), DemoWorld.generate(DemoWorld.SEED + 1, ANCHOR).facts());
  }

  @Test
  void movesWithTheDay() {
    DemoWorld later = DemoWorld.generate(DemoWorld.SEED, ANCHOR.plusDays(1));
    assertEquals(WORLD.customers().getFirst().name(), later.customers().getFirst().name());
    assertEquals(
        contract(WORLD, "contract-1-3").end(),
        java.util.Objects.requireNonNull(contract(later, "contract-1-3").end()).minusDays(1));
  }

  @Test
  void hasTheSizePromised() {
    assertEquals(400, WORLD.customers().size());
    assertEquals(12, WORLD.users().size());
    assertEquals(6, WORLD.products().size());
    assertTrue(
        WORLD.facts().size() > 60_000 && WORLD.facts().size() < 100_000,
        "facts: " + WORLD.facts().size());
    assertEquals(
        Set.of("EUR", "USD", "GBP"),
        WORLD.customers().stream().map(DemoWorld.Customer::currency).collect(Collectors.toSet()));
  }

  @Test
  void everyKeyNamesSomething() {
    Set<String> users = keys(WORLD.users().stream().map(DemoWorld.User::key));
    Set<String> products = keys(WORLD.products().stream().map(DemoWorld.Product::key));
    Set<String> customers = keys(WORLD.customers().stream().map(DemoWorld.Customer::key));
    Set<String> contacts = keys(WORLD.contacts().stream().map(DemoWorld.Contact::key));
    Set<String> contracts = keys(WORLD.contracts().stream().map(DemoWorld.Contract::key));
    keys(WORLD.facts().stream().map(fact -> fact.source() + "/" + fact.sourceId()));
    for (DemoWorld.Customer customer : WORLD.customers()) {
      assertTrue(users.contains(customer.csm()) && users.contains(customer.renewalManager()));
      assertTrue(customer.parent() == null || customers.contains(customer.parent()));
      assertTrue(customer.referredBy() == null || customers.contains(customer.referredBy()));
    }
    WORLD.contacts().forEach(contact -> assertTrue(customers.contains(contact.customer())));
    for (DemoWorld.Contract contract : WORLD.contracts()) {
      assertTrue(customers.contains(contract.customer()));
      assertTrue(contracts.containsAll(contract.renews()));
      contract.lines().forEach(line -> assertTrue(products.contains(line.product())));
    }
    WORLD.decisions().forEach(decision -> assertTrue(contracts.contains(decision.contract())));
    keys(WORLD.decisions().stream().map(DemoWorld.Decision::contract));
    WORLD.standings().forEach(standing -> assertTrue(contracts.contains(standing.contract())));
    for (DemoWorld.Fact fact : WORLD.facts()) {
      assertTrue(customers.contains(fact.customer()));
      assertTrue(fact.contact() == null || contacts.contains(fact.contact()));
    }
  }

  @Test
  void noFactLiesAhead() {
    Instant dayBeginsFarthestEast = ANCHOR.atStartOfDay().toInstant(ZoneOffset.ofHours(14));
    for (DemoWorld.Fact fact : WORLD.facts()) {
      assertFalse(fact.knownAt().isAfter(dayBeginsFarthestEast), fact.toString());
      assertFalse(fact.knownAt().isBefore(fact.occurredAt()), fact.toString());
    }
  }

  /** Whatever the day it is loaded: ends of months and years, a leap day. */
  static Stream<DemoWorld> worlds() {
    return Stream.of(
            "2026-11-21", "2026-12-31", "2027-01-31", "2027-03-01", "2027-08-15", "2028-02-29")
        .map(day -> DemoWorld.generate(DemoWorld.SEED, LocalDate.parse(day)));
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void holdsEveryShapeOfContract(DemoWorld world) {
    assertTrue(any(world, c -> c.end() == null && c.kind().equals("SUBSCRIPTION")), "evergreen");
    assertTrue(any(world, c -> c.autoRenew() && c.noticeDays() > 0), "auto-renew");
    assertTrue(any(world, c -> Integer.valueOf(36).equals(c.termMonths())), "three years");
    assertTrue(any(world, c -> c.end() != null && c.termMonths() == null), "odd term");
    assertTrue(
        any(world, c -> c.kind().equals("PILOT")) && any(world, c -> c.kind().equals("FREE")),
        "pilot and free");
    assertTrue(any(world, c -> c.pauses().stream().anyMatch(DemoWorld.Pause::extendsEnd)), "pause that extends");
    assertTrue(any(world, c -> c.lines().stream().anyMatch(line -> line.start() != null)), "ramp");
    assertTrue(
        any(
            world,
            c ->
                c.lines().stream()
                    .anyMatch(l -> l.end() != null && l.product().equals(Directory.ANALYTICS))),
        "line that ends early");
    assertTrue(any(world, c -> c.key().contains("add")), "add-on beside the main contract");
    assertTrue(any(world, c -> c.billTo() != null), "billed to the parent");
    assertTrue(any(world, c -> c.start().isAfter(world.anchor())), "renewed ahead of time");
    for (String outcome : List.of("RENEWED", "NOT_RENEWED", "TERMINATED_EARLY")) {
      assertTrue(world.decisions().stream().anyMatch(d -> d.outcome().equals(outcome)), outcome);
    }
    assertTrue(world.decisions().stream().anyMatch(d -> isAfterEnd(world, d)), "late");
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void holdsRenewalsOfEveryStage(DemoWorld world) {
    for (String stage : List.of("UPCOMING", "ENGAGED", "PROPOSED", "COMMITTED")) {
      assertTrue(
          world.standings().stream().anyMatch(s -> s.stage().equals(stage)), stage);
    }
    assertTrue(standing(world, s -> s.noticeReceived() != null && !s.noticeWithdrawn()), "notice");
    assertTrue(standing(world, s -> s.noticeWithdrawn()), "withdrawn notice");
    assertTrue(
        standing(world, s -> s.offer() != null) && standing(world, s -> s.call() != null),
        "offer and call");
    assertTrue(standing(world, s -> s.snoozedUntil() != null), "snoozed");
    assertTrue(
        standing(
            world,
            s ->
                java.util.Objects.requireNonNull(contract(world, s.contract()).end())
                    .isBefore(world.anchor())),
        "overdue");
  }

  @Test
  void losesAsManyAsBusinessesDo() {
    double rate = lossRate(truth -> true);
    assertTrue(rate > 0.12 && rate < 0.25, "loss rate " + rate);
    double expected =
        decided(truth -> true).stream()
            .mapToDouble(DemoWorld.Truth::probability)
            .average()
            .orElseThrow();
    assertEquals(expected, rate, 0.05);
  }

  @Test
  void causesPointTheRightWay() {
    assertTrue(
        lossRate(DemoWorld.Truth::championLeft) > 1.3 * lossRate(t -> !t.championLeft()),
        "champion left");
    assertTrue(
        lossRate(DemoWorld.Truth::usageDrop) > 1.3 * lossRate(t -> !t.usageDrop()), "usage drop");
    assertTrue(lossRate(DemoWorld.Truth::silent) > 1.3 * lossRate(t -> !t.silent()), "silence");
    assertTrue(
        lossRate(t -> t.severeTickets() > 0) > lossRate(t -> t.severeTickets() == 0),
        "severe tickets");
    assertTrue(
        lossRate(DemoWorld.Truth::execReview) < lossRate(t -> !t.execReview()), "executive review");
  }

  @Test
  void theShowcaseIsAtRisk() {
    DemoWorld.Truth truth =
        WORLD.truths().stream()
            .filter(t -> t.contract().equals("contract-1-3"))
            .findFirst()
            .orElseThrow();
    assertFalse(truth.decided());
    assertTrue(truth.probability() > 0.4, "probability " + truth.probability());
    assertEquals(ANCHOR.plusDays(75), contract(WORLD, "contract-1-3").end());
  }

  private static boolean isAfterEnd(DemoWorld world, DemoWorld.Decision decision) {
    LocalDate end = contract(world, decision.contract()).lastDay();
    return end != null && decision.decided().isAfter(end);
  }

  private static DemoWorld.Contract contract(DemoWorld world, String key) {
    return world.contracts().stream().filter(c -> c.key().equals(key)).findFirst().orElseThrow();
  }

  private static boolean any(DemoWorld world, Predicate<DemoWorld.Contract> test) {
    return world.contracts().stream().anyMatch(test);
  }

  private static boolean standing(DemoWorld world, Predicate<DemoWorld.Standing> test) {
    return world.standings().stream().anyMatch(test);
  }

  private static List<DemoWorld.Truth> decided(Predicate<DemoWorld.Truth> test) {
    return WORLD.truths().stream().filter(DemoWorld.Truth::decided).filter(test).toList();
  }

  private static double lossRate(Predicate<DemoWorld.Truth> test) {
    return decided(test).stream().mapToInt(truth -> truth.lost() ? 1 : 0).average().orElseThrow();
  }

  /** The keys, each of which must be there once. */
  private static Set<String> keys(Stream<String> all) {
    Set<String> keys = new HashSet<>();
    all.forEach(key -> assertTrue(keys.add(key), key));
    return keys;
  }
}
