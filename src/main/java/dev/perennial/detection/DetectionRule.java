package dev.perennial.detection;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A version of a rule. It speaks in {@code [effectiveFrom, effectiveUntil)}; the versions of one code never overlap.
 *
 * @param started whether what was there before it is on the work list
 * @param ranOn last day on which its dates were looked at
 */
record DetectionRule(
    String code, int version, DetectionRuleFields fields, Instant effectiveFrom, @Nullable Instant effectiveUntil,
    boolean started, @Nullable LocalDate ranOn, Instant createdAt, String createdBy) {

  boolean speaksAt(Instant time) {
    return !time.isBefore(effectiveFrom) && (effectiveUntil == null || time.isBefore(effectiveUntil));
  }

  Duration window() {
    return Duration.ofDays(fields.windowDays());
  }

  boolean looksAtSignals() {
    return fields.kind() != RuleKind.DATE_BASED;
  }

  /** Whether it may find something because less is told: a correction can bring that about, then. */
  boolean restsOnAbsence() {
    return switch (fields.kind()) {
      case BURST, SILENCE, MISSING_EXPECTED -> true;
      case THRESHOLD ->
          fields.comparison() == Comparison.AT_MOST || fields.aggregate() != null && fields.aggregate() != Aggregate.COUNT;
      case SEQUENCE, DATE_BASED -> false;
    };
  }

  boolean needsBaseline() {
    return fields.kind() == RuleKind.BURST;
  }

  boolean startsFromContracts() {
    return fields.anchor() == RuleAnchor.CONTRACT_START;
  }
}
