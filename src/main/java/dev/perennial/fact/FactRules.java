package dev.perennial.fact;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import dev.perennial.platform.http.Validation;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a fact must be, before anyone looks whether what it is about exists. */
@Singleton
class FactRules {
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  private final Validation validation;
  private final CallerContext callers;

  FactRules(Validation validation, CallerContext callers) {
    this.validation = validation;
    this.callers = callers;
  }

  /** Why it is refused, or null. */
  @Nullable ProblemException refusal(FactFields fields, Instant receipt) {
    List<FieldError> errors = new ArrayList<>(validation.errors(fields));
    checkTime(fields.occurredAt(), "/occurredAt", receipt, errors);
    checkTime(fields.knownAt(), "/knownAt", receipt, errors);
    checkKey(fields, errors);
    checkValue(fields, errors);
    if (!fields.hasEvidence()) {
      errors.add(FieldError.at("/evidence", "required", "Say what it rests on: evidence, or an evidenceUrl."));
    }
    if (!errors.isEmpty()) {
      return ProblemException.invalid(errors);
    }
    return backfill(fields, receipt);
  }

  /** A stated time of knowledge moves a fact into the past of every back-test: only a back-fill may do so. */
  private @Nullable ProblemException backfill(FactFields fields, Instant receipt) {
    Instant known = fields.knownAt();
    if (known == null || !known.isBefore(receipt) || callers.caller().scopes().contains(Scope.IMPORTS_BACKFILL)) {
      return null;
    }
    String detail = "Only a credential with the scope imports:backfill may state a knownAt before the time of receipt.";
    return new ProblemException(ProblemType.FORBIDDEN, detail, List.of(FieldError.at("/knownAt", "forbidden", detail)));
  }

  private static void checkTime(@Nullable Instant time, String pointer, Instant receipt, List<FieldError> errors) {
    if (time != null && time.isAfter(receipt.plus(CLOCK_TOLERANCE))) {
      errors.add(
          FieldError.at(pointer, "in_future", "This time lies more than five minutes ahead of our clock, which shows " + receipt + "."));
    } else if (time != null && time.isBefore(EARLIEST)) {
      errors.add(FieldError.at(pointer, "out_of_range", "The time must not lie before the year 1900."));
    }
  }

  private static void checkKey(FactFields fields, List<FieldError> errors) {
    if ((fields.source() == null) != (fields.sourceId() == null)) {
      String missing = fields.source() == null ? "/source" : "/sourceId";
      errors.add(FieldError.at(missing, "required", "Give source and sourceId together, or neither."));
    }
    checkText(fields.source(), "/source", errors);
    checkText(fields.sourceId(), "/sourceId", errors);
    int revision = fields.revision() == null ? 0 : fields.revision();
    if (revision > 0 && fields.sourceId() == null) {
      errors.add(FieldError.at("/sourceId", "required", "A correction names what it corrects by source and sourceId."));
    }
    if (Boolean.TRUE.equals(fields.retracted()) && revision == 0) {
      errors.add(
          FieldError.at("/retracted", "invalid", "Only a correction can retract: give it a revision above the one it corrects."));
    }
  }

  private static void checkText(@Nullable String text, String pointer, List<FieldError> errors) {
    if (text != null && text.codePoints().anyMatch(c -> Character.isISOControl(c) || c >= 0xD800 && c <= 0xDFFF)) {
      errors.add(FieldError.at(pointer, "invalid", "The text has control characters, or half of a character pair."));
    }
  }

  private static void checkValue(FactFields fields, List<FieldError> errors) {
    Double value = fields.value();
    if (value == null && !Boolean.TRUE.equals(fields.retracted())) {
      errors.add(FieldError.at("/value", "required", "A fact has a value; without one it can only be retracted."));
    } else if (value != null && !Double.isFinite(value)) {
      errors.add(FieldError.at("/value", "out_of_range", "The number is too large."));
    }
  }
}
