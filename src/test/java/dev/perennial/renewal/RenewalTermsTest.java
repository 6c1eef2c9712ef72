package dev.perennial.renewal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RenewalTermsTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
  private static final LocalDate START = LocalDate.parse("2025-01-01");
  private static final LocalDate END = LocalDate.parse("2027-12-31");
  private static final UUID PRODUCT = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  private final RenewalTerms terms = new RenewalTerms(14, TODAY);

  private static ContractTerms.Line line(UUID product, String mrr, LocalDate start, LocalDate end) {
    return new ContractTerms.Line(
        UUID.randomUUID(), product, BigDecimal.TEN, new BigDecimal(mrr), start, end);
  }

  private static ContractTerms contract(
      LocalDate end, int noticeDays, ContractTerms.Line... lines) {
    return contract(end, null, null, noticeDays, null, lines);
  }

  private static ContractTerms contract(
      LocalDate end,
      LocalDate ended,
      String reason,
      int noticeDays,
      UUID group,
      ContractTerms.Line... lines) {
    return new ContractTerms(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "SUBSCRIPTION",
        null,
        START,
        end,
        ended,
        reason,
        36,
        true,
        noticeDays,
        "EUR",
        group,
        List.of(),
        1,
        List.of(lines));
  }

  @Test
  void aTermOfYearsIsOneDecisionAtItsEnd() {
    List<Decision> decisions =
        terms.decisions(List.of(contract(END, 90, line(PRODUCT, "100", START, null))));
    assertEquals(1, decisions.size());
    Decision decision = decisions.getFirst();
    assertEquals(RenewalKind.TERM, decision.kind());
    assertEquals(END, decision.dueDate());
    assertEquals(LocalDate.parse("2027-10-02"), decision.noticeDeadline());
    assertEquals(LocalDate.parse("2027-10-02"), decision.decisionDeadline());
    assertEquals(0, new BigDecimal("1200").compareTo(decision.amount()));
  }

  @Test
  void signatureTakesLongerThanNotice() {
    Decision decision = terms.decisions(List.of(contract(END, 7))).getFirst();
    assertEquals(LocalDate.parse("2027-12-24"), decision.noticeDeadline());
    assertEquals(LocalDate.parse("2027-12-17"), decision.decisionDeadline());
    assertEquals(0, decision.amount().signum());
  }

  @Test
  void aRampIsNotADecisionAndTheLastStepIsTheAmount() {
    LocalDate step = LocalDate.parse("2026-12-31");
    List<Decision> decisions =
        terms.decisions(
            List.of(
                contract(
                    END,
                    30,
                    line(PRODUCT, "100", START, step),
                    line(PRODUCT, "150", step.plusDays(1), null))));
    assertEquals(1, decisions.size());
    assertEquals(0, new BigDecimal("1800").compareTo(decisions.getFirst().amount()));
  }

  @Test
  void aLineThatEndsEarlyIsADecisionOfItsOwn() {
    LocalDate early = LocalDate.parse("2026-06-30");
    ContractTerms.Line addOn = line(OTHER, "20", START, early);
    List<Decision> decisions =
        terms.decisions(
            List.of(
                contract(
                    END,
                    30,
                    line(PRODUCT, "100", START, null),
                    addOn,
                    line(PRODUCT, "5", START, END))));
    assertEquals(2, decisions.size());
    Decision line =
        decisions.stream().filter(d -> d.kind() == RenewalKind.LINE).findFirst().orElseThrow();
    assertEquals(addOn.id(), line.lineId());
    assertEquals(early, line.dueDate());
    assertEquals(0, new BigDecimal("240").compareTo(line.amount()));
    Decision term =
        decisions.stream().filter(d -> d.kind() == RenewalKind.TERM).findFirst().orElseThrow();
    assertEquals(
        0,
        new BigDecimal("1260").compareTo(term.amount()),
        "what ended before is not renewed at the end");
  }

  @Test
  void evergreenRollsWithTodaysAmount() {
    Decision decision =
        terms
            .decisions(
                List.of(
                    contract(
                        null,
                        30,
                        line(PRODUCT, "10", START, TODAY.minusDays(1)),
                        line(PRODUCT, "30", TODAY, null))))
            .getFirst();
    assertEquals(RenewalKind.EVERGREEN, decision.kind());
    assertNull(decision.dueDate());
    assertNull(decision.decisionDeadline());
    assertEquals(0, new BigDecimal("360").compareTo(decision.amount()));
    assertTrue(terms.decisions(List.of(contract(END, TODAY, "TRANSFERRED", 30, null))).isEmpty());
  }

  @Test
  void membersOfAGroupDecideTogetherPerCurrency() {
    UUID group = UUID.randomUUID();
    ContractTerms one = contract(END, null, null, 30, group, line(PRODUCT, "100", START, null));
    ContractTerms two = contract(END, null, null, 60, group, line(OTHER, "50", START, null));
    List<Decision> decisions = terms.decisions(List.of(one, two));
    assertEquals(1, decisions.size());
    assertEquals(RenewalKind.CO_TERM, decisions.getFirst().kind());
    assertEquals(0, new BigDecimal("1800").compareTo(decisions.getFirst().amount()));
  }

  @Test
  void amountChangeAddsUpExactly() {
    var before =
        List.of(
            new ContractTerms.Line(
                UUID.randomUUID(),
                PRODUCT,
                new BigDecimal("3"),
                new BigDecimal("100"),
                START,
                null),
            new ContractTerms.Line(
                UUID.randomUUID(), OTHER, BigDecimal.ONE, new BigDecimal("10"), START, null));
    UUID third = new UUID(0, 3);
    var after =
        List.of(
            new ContractTerms.Line(
                UUID.randomUUID(),
                PRODUCT,
                new BigDecimal("4"),
                new BigDecimal("140"),
                START,
                null),
            new ContractTerms.Line(
                UUID.randomUUID(), third, BigDecimal.ONE, new BigDecimal("25"), START, null));
    AmountChange change = AmountChange.between(before, after);
    assertEquals(new BigDecimal("400.0000"), change.quantity(), "one more at the old unit price");
    assertEquals(new BigDecimal("80.0000"), change.price(), "the rest is price");
    assertEquals(new BigDecimal("180.0000"), change.product(), "25 came, 10 went, times twelve");
    assertEquals(new BigDecimal("660.0000"), change.total());
  }

  @Test
  void stagesGoForwardFreelyAndBackByOne() {
    assertEquals(
        List.of(RenewalStage.ENGAGED, RenewalStage.PROPOSED, RenewalStage.COMMITTED),
        RenewalStage.UPCOMING.allowed(false));
    assertEquals(List.of(RenewalStage.PROPOSED), RenewalStage.COMMITTED.allowed(false));
    assertEquals(List.of(RenewalStage.ENGAGED), RenewalStage.PROPOSED.allowed(true));
  }

  @Test
  void timingFollowsTheDeadlines() {
    LocalDate deadline = END.minusDays(30);
    assertEquals(OutcomeTiming.EARLY, OutcomeTiming.of(deadline.minusDays(1), deadline, END));
    assertEquals(OutcomeTiming.ON_TIME, OutcomeTiming.of(deadline, deadline, END));
    assertEquals(OutcomeTiming.ON_TIME, OutcomeTiming.of(END, deadline, END));
    assertEquals(OutcomeTiming.LATE, OutcomeTiming.of(END.plusDays(1), deadline, END));
    assertNull(OutcomeTiming.of(END, null, null));
  }
}
