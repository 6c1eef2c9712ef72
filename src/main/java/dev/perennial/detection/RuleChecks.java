package dev.perennial.detection;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.Validation;
import dev.perennial.triggerevent.TriggerEventTypeService;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields each kind of rule needs, and which it has no use for. */
@Singleton
class RuleChecks {
  private static final Duration FURTHEST_BACK = Duration.ofDays(3653);
  private static final int MIN_STEPS = 2;
  private static final Map<RuleKind, Set<String>> USED =
      Map.of(
          RuleKind.THRESHOLD, Set.of("signal", "aggregate", "comparison", "limit"),
          RuleKind.BURST, Set.of("signal", "limit", "baselineDays", "factor"),
          RuleKind.SILENCE, Set.of("signal"),
          RuleKind.SEQUENCE, Set.of("steps"),
          RuleKind.MISSING_EXPECTED, Set.of("signal", "anchor", "anchorSignal"),
          RuleKind.DATE_BASED, Set.of("renewalDate"));
  private static final Set<String> OPTIONAL = Set.of("aggregate", "comparison", "anchorSignal");

  private final Validation validation;
  private final TriggerEventTypeService types;

  RuleChecks(Validation validation, TriggerEventTypeService types) {
    this.validation = validation;
    this.types = types;
  }

  /**
   * @param prefix where the rule stands in the body
   * @throws ProblemException with every fault
   */
  void check(DetectionRuleFields fields, Instant now, String prefix) {
    List<FieldError> errors = new ArrayList<>(validation.errors(fields));
    @Nullable RuleKind kind = fields.kind();
    @Nullable String type = fields.triggerEventType();
    if (kind != null) {
      checkUse(fields, kind, errors);
      checkParts(fields, kind, errors);
    }
    if (type != null && !type.isBlank() && !types.byCode().containsKey(type)) {
      errors.add(FieldError.at("/triggerEventType", "not_found", "There is no such type of trigger event; see GET /v1/trigger-event-types."));
    }
    @Nullable Instant from = fields.effectiveFrom();
    if (from != null && from.isBefore(now.minus(FURTHEST_BACK))) {
      errors.add(FieldError.at("/effectiveFrom", "out_of_range", "A rule can look back ten years at most."));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors.stream().map(error -> error.within(prefix)).toList());
    }
  }

  private static void checkUse(DetectionRuleFields fields, RuleKind kind, List<FieldError> errors) {
    Set<String> used = USED.getOrDefault(kind, Set.of());
    values(fields).forEach(
        (name, isGiven) -> {
          if (isGiven && !used.contains(name)) {
            errors.add(FieldError.at("/" + name, "invalid", "A rule of the kind " + kind + " has no use for " + name + "."));
          } else if (!isGiven && used.contains(name) && !OPTIONAL.contains(name)) {
            errors.add(FieldError.at("/" + name, "required", "A rule of the kind " + kind + " needs " + name + "."));
          }
        });
  }

  private static Map<String, Boolean> values(DetectionRuleFields fields) {
    return Map.of(
        "signal", fields.signal() != null,
        "aggregate", fields.aggregate() != null,
        "comparison", fields.comparison() != null,
        "limit", fields.limit() != null,
        "baselineDays", fields.baselineDays() != null,
        "factor", fields.factor() != null,
        "steps", fields.steps() != null,
        "anchor", fields.anchor() != null,
        "anchorSignal", fields.anchorSignal() != null,
        "renewalDate", fields.renewalDate() != null);
  }

  private static void checkParts(DetectionRuleFields fields, RuleKind kind, List<FieldError> errors) {
    checkSelector(fields.signal(), "/signal", errors);
    checkSelector(fields.anchorSignal(), "/anchorSignal", errors);
    if (kind == RuleKind.SEQUENCE && fields.steps() != null) {
      if (fields.steps().size() < MIN_STEPS) {
        errors.add(FieldError.at("/steps", "length", "A sequence has two or three steps."));
      }
      for (int i = 0; i < fields.steps().size(); i++) {
        checkSelector(fields.steps().get(i), "/steps/" + i, errors);
      }
    }
    if (kind == RuleKind.MISSING_EXPECTED && fields.anchor() == RuleAnchor.SIGNAL && fields.anchorSignal() == null) {
      errors.add(FieldError.at("/anchorSignal", "required", "Say after which signal something is expected."));
    }
    if (fields.anchor() == RuleAnchor.CONTRACT_START && fields.anchorSignal() != null) {
      errors.add(FieldError.at("/anchorSignal", "invalid", "The anchor is the start of a contract, not a signal."));
    }
    checkNumber(fields.limit(), "/limit", errors);
    checkNumber(fields.factor(), "/factor", errors);
    if (kind == RuleKind.BURST && fields.limit() != null && fields.limit() < 1) {
      errors.add(FieldError.at("/limit", "out_of_range", "A burst has one signal at least."));
    }
    if (fields.factor() != null && fields.factor() <= 0) {
      errors.add(FieldError.at("/factor", "out_of_range", "The factor must be above 0."));
    }
  }

  private static void checkSelector(@Nullable SignalSelector selector, String pointer, List<FieldError> errors) {
    if (selector != null && selector.isEmpty()) {
      errors.add(FieldError.at(pointer, "required", "Name a kind or a type of signals."));
    }
  }

  private static void checkNumber(@Nullable Double number, String pointer, List<FieldError> errors) {
    if (number != null && !Double.isFinite(number)) {
      errors.add(FieldError.at(pointer, "out_of_range", "The number is too large."));
    }
  }
}
