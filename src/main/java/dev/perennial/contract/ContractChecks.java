package dev.perennial.contract;

import dev.perennial.editing.Draft;
import dev.perennial.kernel.Currencies;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a contract must fulfil in itself; each fault names its place in the body. */
final class ContractChecks {
  /** The largest amount the database keeps, with room for twelve months and the exchange rate. */
  private static final BigDecimal LARGEST = new BigDecimal("100000000000");

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2999;

  private final Draft<ContractEntity, ContractFields> draft;
  private final ContractFields fields;
  private final ContractTerm term;

  ContractChecks(Draft<ContractEntity, ContractFields> draft) {
    this.draft = draft;
    this.fields = draft.after();
    this.term = ContractTerm.of(fields);
  }

  /**
   * What must hold before anything is computed from the fields: dates one can count with, and ids
   * of known lines.
   */
  void beforeDefaults() {
    checkDate("/startDate", fields.startDate());
    checkDate("/endDate", fields.endDate());
    checkDate("/signedDate", fields.signedDate());
    for (int i = 0; i < fields.pauses().size(); i++) {
      checkDate("/pauses/" + i + "/fromDate", fields.pauses().get(i).fromDate());
      checkDate("/pauses/" + i + "/toDate", fields.pauses().get(i).toDate());
    }
    ContractFields before = draft.before();
    Set<UUID> free = new HashSet<>();
    if (before != null) {
      before.lines().forEach(line -> free.add(line.id()));
    }
    for (int i = 0; i < fields.lines().size(); i++) {
      ContractLineFields line = fields.lines().get(i);
      checkDate("/lines/" + i + "/startDate", line.startDate());
      checkDate("/lines/" + i + "/endDate", line.endDate());
      if (line.id() != null && !free.remove(line.id())) {
        draft.error(
            "/lines/" + i + "/id",
            "not_found",
            "The contract has no such line; leave the id out for a new one.");
      }
    }
  }

  private void checkDate(String at, @Nullable LocalDate date) {
    if (date != null && (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR)) {
      draft.error(
          at, "out_of_range", "The year must be between " + FIRST_YEAR + " and " + LAST_YEAR + ".");
    }
  }

  void run() {
    ContractFields before = draft.before();
    if (before != null && !before.customerId().equals(fields.customerId())) {
      draft.error("/customerId", "invalid", "A contract stays with its customer.");
    }
    if (fields.currency() != null && !Currencies.isKnown(fields.currency())) {
      draft.error("/currency", "invalid", "There is no currency " + fields.currency() + ".");
    }
    checkTerm();
    if (!draft.failed()) {
      checkNotice();
      checkPauses();
      checkLines();
    }
  }

  private void checkTerm() {
    LocalDate end = fields.endDate();
    if (fields.isEvergreen()) {
      if (end != null) {
        draft.error("/endDate", "invalid", "An evergreen contract has no endDate.");
      }
      if (fields.termMonths() != null) {
        draft.error("/termMonths", "invalid", "An evergreen contract has no term.");
      }
    } else if (end == null) {
      draft.error("/endDate", "required", "Give an endDate or termMonths, or say evergreen.");
    } else if (end.isBefore(fields.startDate())) {
      draft.error("/endDate", "invalid", "The contract ends before it starts.");
    } else if (fields.termMonths() != null
        && !CalendarTerm.agrees(fields.startDate(), end, fields.termMonths())) {
      draft.error(
          "/termMonths",
          "invalid",
          fields.termMonths()
              + " months from "
              + fields.startDate()
              + " end on "
              + CalendarTerm.lastDay(fields.startDate(), fields.termMonths())
              + ", not on "
              + end
              + ".");
    }
  }

  private void checkNotice() {
    LocalDate end = term.extendedEnd();
    if (end != null
        && fields.noticeDaysOrZero() > ChronoUnit.DAYS.between(fields.startDate(), end) + 1) {
      draft.error("/noticeDays", "invalid", "The notice is longer than the contract.");
    }
  }

  private void checkPauses() {
    List<Pause> pauses = fields.pauses();
    for (int i = 0; i < pauses.size(); i++) {
      Pause pause = pauses.get(i);
      String at = "/pauses/" + i;
      if (pause.toDate().isBefore(pause.fromDate())) {
        draft.error(at + "/toDate", "invalid", "The pause ends before it begins.");
      } else if (isOutside(pause.fromDate()) || isOutside(pause.toDate())) {
        draft.error(at, "out_of_range", "The pause lies outside the contract.");
      }
      for (Pause earlier : pauses.subList(0, i)) {
        if (!pause.fromDate().isAfter(earlier.toDate())
            && !pause.toDate().isBefore(earlier.fromDate())) {
          draft.error(at, "invalid", "The pause overlaps another one.");
          break;
        }
      }
    }
  }

  private void checkLines() {
    for (int i = 0; i < fields.lines().size(); i++) {
      checkLine(fields.lines().get(i), "/lines/" + i);
    }
  }

  private void checkLine(ContractLineFields line, String at) {
    LocalDate start = term.startOf(line);
    LocalDate end = term.endOf(line);
    if (isOutside(start)) {
      draft.error(at + "/startDate", "out_of_range", "The line starts outside the contract.");
    }
    if (end != null && isOutside(end)) {
      draft.error(at + "/endDate", "out_of_range", "The line ends outside the contract.");
    }
    if (end != null && end.isBefore(start)) {
      draft.error(at + "/endDate", "invalid", "The line ends before it starts.");
    }
    if (end == null
        && line.amountPeriod() == AmountPeriod.TERM
        && line.chargeType() == ChargeType.RECURRING) {
      draft.error(
          at + "/amountPeriod",
          "invalid",
          "Without an end there is no term to price; use MONTH or YEAR.");
    }
    if (RecurringRevenue.periodAmount(line).compareTo(LARGEST) > 0) {
      draft.error(
          at + "/unitPrice", "out_of_range", "The line's amount is larger than " + LARGEST + ".");
    }
  }

  private boolean isOutside(@Nullable LocalDate day) {
    LocalDate end = term.extendedEnd();
    return day != null && (day.isBefore(fields.startDate()) || end != null && day.isAfter(end));
  }
}
