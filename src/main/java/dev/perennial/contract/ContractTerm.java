package dev.perennial.contract;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a contract and its lines are in force.
 *
 * @param endDate last day as agreed, before pauses move it; null = evergreen
 * @param endedDate last day when it was cut short; null when it was not
 */
record ContractTerm(
    LocalDate startDate,
    @Nullable LocalDate endDate,
    @Nullable LocalDate endedDate,
    List<Pause> pauses) {

  static ContractTerm of(ContractFields fields) {
    return new ContractTerm(fields.startDate(), fields.endDate(), null, fields.pauses());
  }

  static long extensionDays(List<Pause> pauses) {
    return pauses.stream().mapToLong(Pause::extensionDays).sum();
  }

  /** Last day with the days that pauses add; null = evergreen. */
  @Nullable LocalDate extendedEnd() {
    return endDate == null ? null : endDate.plusDays(extensionDays(pauses));
  }

  /** Last day in force, as known now; null = open. */
  @Nullable LocalDate effectiveEnd() {
    return earlier(extendedEnd(), endedDate);
  }

  ContractStatus status(LocalDate today) {
    LocalDate end = effectiveEnd();
    if (end != null && (end.isBefore(today) || end.isBefore(startDate))) {
      return ContractStatus.ENDED;
    }
    if (startDate.isAfter(today)) {
      return ContractStatus.FUTURE;
    }
    return isPaused(today) ? ContractStatus.PAUSED : ContractStatus.ACTIVE;
  }

  boolean isPaused(LocalDate day) {
    return pauses.stream().anyMatch(pause -> pause.contains(day));
  }

  LocalDate startOf(ContractLineFields line) {
    return line.startDate() == null ? startDate : line.startDate();
  }

  /** Last day of a line as agreed: what its term price covers. */
  @Nullable LocalDate agreedEndOf(ContractLineFields line) {
    return line.endDate() == null ? endDate : line.endDate();
  }

  /** Last day of a line; one without an end of its own moves with the contract's. */
  @Nullable LocalDate endOf(ContractLineFields line) {
    return line.endDate() == null ? extendedEnd() : line.endDate();
  }

  /** Last day of a line in force, as known now; null = open. */
  @Nullable LocalDate lastDayOf(ContractLineFields line) {
    return earlier(endOf(line), effectiveEnd());
  }

  boolean isInForce(ContractLineFields line, LocalDate day) {
    LocalDate end = lastDayOf(line);
    return !startOf(line).isAfter(day) && (end == null || !end.isBefore(day)) && !isPaused(day);
  }

  private static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }
}
