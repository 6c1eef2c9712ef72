package dev.perennial.contract;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perennial.currency.ExchangeRatesChanged;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What contracts add up to over time: ramps, overlaps, successions, pauses, currencies. */
@QuarkusTest
class ContractRevenueTest extends ContractApiTest {
  @Inject ContractCommands commands;
  @Inject Event<ExchangeRatesChanged> ratesChanged;
  @Inject Notes notes;

  /** Remembers what it was told. */
  @jakarta.inject.Singleton
  static class Notes implements ContractListener {
    final List<Collection<UUID>> told = new java.util.concurrent.CopyOnWriteArrayList<>();

    @Override
    public void contractsChanged(Collection<UUID> contractIds) {
      told.add(List.copyOf(contractIds));
    }
  }

  private void storeRate(String currency, String date, String rate) {
    run(
        () -> {
          jdbi.useHandle(
              handle ->
                  handle
                      .createUpdate(
                          "INSERT INTO app.exchange_rate (tenant_id, currency, rate_date, rate, recorded_at)"
                              + " VALUES (:tenant, :currency, :date, :rate, now())"
                              + " ON CONFLICT (tenant_id, currency, rate_date) DO UPDATE SET rate = excluded.rate")
                      .bind("tenant", tenant.id())
                      .bind("currency", currency)
                      .bind("date", LocalDate.parse(date))
                      .bind("rate", new BigDecimal(rate))
                      .execute());
          ratesChanged.fire(new ExchangeRatesChanged(currency));
        });
  }

  @Test
  void aRampThroughTheYears() {
    create(
        contract(
            "2025-01-01",
            "2027-12-31",
            "lines",
            List.of(
                line("1200", "YEAR", "endDate", "2025-12-31"),
                line("2400", "YEAR", "startDate", "2026-01-01", "endDate", "2026-12-31"),
                line("3600", "YEAR", "startDate", "2027-01-01"))));
    assertEquals("0.00", mrrOn("2024-12-31"));
    assertEquals("100.00", mrrOn("2025-01-01"));
    assertEquals("100.00", mrrOn("2025-12-31"));
    assertEquals("200.00", mrrOn("2026-01-01"));
    assertEquals("300.00", mrrOn("2027-12-31"));
    assertEquals("300.00", mrrOn("2028-01-30"), "undecided, within the grace");
    assertEquals("0.00", mrrOn("2028-01-31"));
  }

  @Test
  void overlappingContractsAddUp() {
    create(contract("2026-01-01", "2026-12-31"));
    String second =
        create(
            contract(
                "2026-06-01", null, "evergreen", true, "lines", List.of(line("250", "MONTH"))));
    assertEquals("1000.00", mrrOn("2026-05-31"));
    assertEquals("1250.00", mrrOn("2026-06-01"));
    assertEquals("250.00", mrrOn("2027-01-31"));
    patchContract(second, Map.of("lines", List.of(line("300", "MONTH")))).statusCode(200);
    assertEquals("1300.00", mrrOn("2026-06-01"));
  }

  @Test
  void anEarlySuccessorCutsShort() {
    String old = create(contract("2025-07-01", "2026-12-31"));
    String next =
        create(
            contract(
                "2026-07-01",
                "2027-06-30",
                "renewsContractIds",
                List.of(old),
                "lines",
                List.of(line("1500", "MONTH"))));
    get(old)
        .body("endedDate", equalTo("2026-06-30"))
        .body("endReason", equalTo("SUCCEEDED"))
        .body("effectiveEndDate", equalTo("2026-06-30"))
        .body("endDate", equalTo("2026-12-31"))
        .body("renewedByContractIds", contains(next))
        .body("version", is(1));
    assertEquals("1000.00", mrrOn("2026-06-30"));
    assertEquals("1500.00", mrrOn("2026-07-01"));
    // the successor moves: so does the end it leaves
    patchContract(next, Map.of("startDate", "2026-10-01")).statusCode(200);
    get(old).body("endedDate", equalTo("2026-09-30"));
    assertEquals("1000.00", mrrOn("2026-09-30"));
    // the link is withdrawn: the old end is back
    patchContract(next, Map.of("renewsContractIds", List.of())).statusCode(200);
    get(old).body("endedDate", nullValue()).body("endReason", nullValue());
    assertEquals("2500.00", mrrOn("2026-12-31"));
  }

  @Test
  void punctualAndLateSuccessorsLeaveTheEnd() {
    String old = create(contract("2025-01-01", "2025-12-31"));
    String late = create(contract("2026-03-01", "2027-02-28", "renewsContractIds", List.of(old)));
    create(contract("2027-03-01", "2028-02-29", "renewsContractIds", List.of(late)));
    get(old).body("endedDate", nullValue());
    get(late).body("endedDate", nullValue());
    assertEquals("0.00", mrrOn("2026-02-28"));
    assertEquals("1000.00", mrrOn("2027-02-28"));
    assertEquals("1000.00", mrrOn("2027-03-01"));
  }

  @Test
  void linksAreChecked() {
    String old = create(contract("2025-01-01", "2025-12-31"));
    String next = create(contract("2026-01-01", "2026-12-31", "renewsContractIds", List.of(old)));
    patchContract(old, Map.of("renewsContractIds", List.of(next)))
        .statusCode(400)
        .body("errors.pointer", contains("/renewsContractIds/0"));
    patchContract(old, Map.of("renewsContractIds", List.of(old)))
        .statusCode(400)
        .body("errors.code", contains("cycle"));
    patchContract(old, Map.of("startDate", "2026-02-01", "endDate", "2026-12-31"))
        .statusCode(400)
        .body("errors.pointer", contains("/startDate"));
    String other = api().body(Map.of("name", "Other")).post("/v1/customers").path("id");
    post(contract(
            "2027-01-01", "2027-12-31", "customerId", other, "renewsContractIds", List.of(next)))
        .statusCode(400)
        .body("errors.pointer", contains("/renewsContractIds/0"));
    get(old).body("version", is(0));
  }

  @Test
  void pauses() {
    String id =
        create(
            contract(
                "2026-01-01",
                "2026-12-31",
                "pauses",
                List.of(
                    Map.of("fromDate", "2026-03-01", "toDate", "2026-03-31", "extendsEnd", true))));
    get(id)
        .body("endDate", equalTo("2026-12-31"))
        .body("effectiveEndDate", equalTo("2027-01-31"))
        .body("termMonths", is(12));
    assertEquals("1000.00", mrrOn("2026-02-28"));
    assertEquals("0.00", mrrOn("2026-03-01"));
    get(id).body("status", equalTo("PAUSED")).body("mrr.amount", equalTo("0.00"));
    assertEquals("1000.00", mrrOn("2026-04-01"));
    assertEquals("1000.00", mrrOn("2027-01-31"));
    assertEquals("1000.00", mrrOn("2027-03-02"), "undecided, within the grace");
    assertEquals("0.00", mrrOn("2027-03-03"));
    patchContract(id, Map.of("pauses", List.of()))
        .statusCode(200)
        .body("effectiveEndDate", equalTo("2026-12-31"));
    assertEquals("1000.00", mrrOn("2026-03-01"));
    assertEquals("0.00", mrrOn("2027-01-31"));
  }

  @Test
  void otherCurrenciesNeedARate() {
    Map<String, Object> dollars = contract("2026-01-01", "2026-12-31", "currency", "USD");
    post(dollars).statusCode(409).body("code", equalTo("exchange_rate_missing"));
    api().get("/v1/contracts").then().body("items", hasSize(0));
    storeRate("USD", "2026-01-01", "0.9");
    String id = create(dollars);
    create(contract("2026-01-01", "2026-12-31"));
    get(id).body("mrr.amount", equalTo("1000.00")).body("mrr.currency", equalTo("USD"));
    assertEquals("1900.00", mrrOn("2026-06-15"));
    // a newer rate restates, one of the future does not yet
    storeRate("USD", "2026-06-01", "0.8");
    storeRate("USD", "2027-01-01", "0.1");
    assertEquals("1800.00", mrrOn("2026-06-15"));
    // another reporting currency needs rates from all others
    patch()
        .body(Map.of("reportingCurrency", "USD"))
        .patch("/v1/settings")
        .then()
        .statusCode(409)
        .body("code", equalTo("exchange_rate_missing"));
    storeRate("EUR", "2026-01-01", "1.25");
    patch().body(Map.of("reportingCurrency", "USD")).patch("/v1/settings").then().statusCode(200);
    api()
        .get("/v1/customers/" + customer)
        .then()
        .body("mrr.amount", equalTo("2250.00"))
        .body("mrr.currency", equalTo("USD"));
  }

  @Test
  void writersOfOneCustomerDoNotForgetEachOther() throws Exception {
    Callable<Integer> call =
        () ->
            api()
                .body(contract("2026-01-01", "2026-12-31", "lines", List.of(line("1", "MONTH"))))
                .post("/v1/contracts")
                .statusCode();
    try (var pool = Executors.newFixedThreadPool(8)) {
      for (var answer : pool.invokeAll(IntStream.range(0, 24).mapToObj(i -> call).toList())) {
        assertEquals(201, answer.get());
      }
    }
    assertEquals("24.00", mrrOn("2026-06-15"));
  }

  @Test
  void commandsOfRenewals() {
    UUID old =
        UUID.fromString(
            create(
                contract(
                    "2026-01-01",
                    "2026-12-31",
                    "noticeDays",
                    30,
                    "lines",
                    List.of(
                        line("100", "MONTH", "quantity", 5),
                        line("2400", "TERM"),
                        line("50", "TERM", "chargeType", "ONE_TIME")))));
    notes.told.clear();
    // 700 a month becomes 840, two years long
    UUID next =
        inTenant(
            () ->
                commands.createSuccessor(
                    old,
                    new SuccessorTerms(
                        null, 24, new BigDecimal("10080"), null, null, true, null, null)));
    get(next.toString())
        .body("startDate", equalTo("2027-01-01"))
        .body("endDate", equalTo("2028-12-31"))
        .body("renewsContractIds", contains(old.toString()))
        .body("noticeDays", is(30))
        .body("autoRenew", is(true))
        .body("lines.unitPrice", contains("120.00", "5760.00"))
        .body("lines.mrr.amount", contains("600.00", "240.00"));
    assertEquals(List.of(List.of(next)), notes.told);

    run(() -> commands.extend(next, LocalDate.parse("2029-06-30")));
    get(next.toString()).body("endDate", equalTo("2029-06-30")).body("termMonths", is(30));
    assertConflict(() -> commands.extend(next, LocalDate.parse("2029-06-30")));

    notes.told.clear();
    run(() -> commands.end(old, LocalDate.parse("2026-09-30"), EndReason.CANCELLED));
    assertEquals(List.of(List.of(old)), notes.told);
    get(old.toString()).body("endReason", equalTo("CANCELLED")).body("status", equalTo("ACTIVE"));
    assertEquals("0.00", mrrOn("2026-10-01"));
    assertConflict(() -> commands.end(old, LocalDate.parse("2026-10-31"), EndReason.CANCELLED));
    run(() -> commands.reinstate(old));
    assertEquals("700.00", mrrOn("2026-10-01"));

    UUID early = UUID.fromString(create(contract("2026-12-01", "2027-11-30")));
    run(() -> commands.renewedBy(old, early));
    get(old.toString()).body("endedDate", equalTo("2026-11-30"));
    // a follow-up that never shall be gives the old contract its end back
    run(() -> commands.end(early, LocalDate.parse("2026-11-30"), EndReason.VOIDED));
    get(early.toString()).body("status", equalTo("ENDED")).body("mrr.amount", equalTo("0.00"));
    get(old.toString()).body("endedDate", nullValue());
    run(() -> commands.reinstate(early));
    get(old.toString()).body("endedDate", equalTo("2026-11-30"));
    run(() -> commands.notRenewedBy(old, early));
    get(old.toString()).body("endedDate", nullValue());

    List<String> types = new ArrayList<>();
    run(
        () ->
            types.addAll(
                jdbi.withHandle(
                    handle ->
                        handle
                            .createQuery(
                                "SELECT type FROM app.event WHERE tenant_id = :tenant AND subject_id = :id ORDER BY sequence")
                            .bind("tenant", tenant.id())
                            .bind("id", old)
                            .mapTo(String.class)
                            .list())));
    assertEquals(
        List.of(
            "contract.created",
            "contract.ended",
            "contract.updated",
            "contract.ended",
            "contract.updated",
            "contract.ended",
            "contract.updated"),
        types);
  }

  private void assertConflict(Runnable command) {
    Throwable failure = assertThrows(RuntimeException.class, () -> run(command));
    while (!(failure instanceof ProblemException) && failure.getCause() != null) {
      failure = failure.getCause();
    }
    assertEquals(ProblemType.CONFLICT, ((ProblemException) failure).type());
  }
}
