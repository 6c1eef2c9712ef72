package dev.perennial.triggerevent;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import dev.perennial.platform.http.Validation;
import dev.perennial.signal.CustomerReference;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a posted trigger event must be, before anyone looks whether its customer exists. */
@Singleton
class TriggerEventChecks {
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
  private static final Duration FURTHEST_AHEAD = Duration.ofDays(3653);
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final int MAX_ATTRIBUTE_NAME = 100;
  private static final int MAX_ATTRIBUTE_TEXT = 1000;

  private final Validation validation;
  private final CallerContext callers;

  TriggerEventChecks(Validation validation, CallerContext callers) {
    this.validation = validation;
    this.callers = callers;
  }

  /** Why the event is refused, or null when nothing speaks against it. */
  @Nullable ProblemException refusal(TriggerEventFields fields, Map<String, TriggerEventTypeView> types, Instant receipt) {
    List<FieldError> errors = new ArrayList<>(validation.errors(fields));
    checkTexts(fields, errors);
    checkType(fields, types, receipt, errors);
    checkKnownAt(fields.knownAt(), receipt, errors);
    checkAttributes(fields.attributes(), errors);
    if (fields.isRetracted() && fields.revisionOrZero() == 0) {
      errors.add(
          FieldError.at(
              "/retracted", "invalid", "Only a correction can retract: give it a revision above the one it corrects."));
    }
    return errors.isEmpty() ? backfillRefusal(fields, receipt) : ProblemException.invalid(errors);
  }

  /** A stated time of knowledge moves a fact into the past of every back-test: only a back-fill may do so. */
  private @Nullable ProblemException backfillRefusal(TriggerEventFields fields, Instant receipt) {
    if (fields.knownAt() == null
        || !fields.knownAt().isBefore(receipt)
        || callers.caller().scopes().contains(Scope.IMPORTS_BACKFILL)) {
      return null;
    }
    String detail = "Only a credential with the scope imports:backfill may state a knownAt before the time of receipt.";
    return new ProblemException(
        ProblemType.FORBIDDEN, detail, List.of(FieldError.at("/knownAt", "forbidden", detail)));
  }

  // The fields below can be null here although they are required: the annotations have then reported it.
  private static void checkTexts(TriggerEventFields fields, List<FieldError> errors) {
    checkText(fields.source(), "/source", errors);
    checkText(fields.sourceId(), "/sourceId", errors);
    if (TriggerEvent.DETECTION.equals(fields.source())) {
      errors.add(FieldError.at("/source", "invalid", "The source detection is that of the service's own rules."));
    }
    @Nullable CustomerReference customer = fields.customer();
    if (customer != null && customer.id() == null) {
      checkKeyPart(customer.source(), "/customer/source", errors);
      checkKeyPart(customer.externalId(), "/customer/externalId", errors);
    }
  }

  private static void checkKeyPart(@Nullable String text, String pointer, List<FieldError> errors) {
    if (text == null || text.isBlank()) {
      errors.add(FieldError.at(pointer, "required", "Name the customer by its id, or by source and externalId."));
    } else {
      checkText(text, pointer, errors);
    }
  }

  /** Found here, one item is refused; found by the database, the whole batch would be. */
  private static void checkText(@Nullable String text, String pointer, List<FieldError> errors) {
    if (text != null && text.codePoints().anyMatch(c -> Character.isISOControl(c) || isHalfPair(c))) {
      errors.add(FieldError.at(pointer, "invalid", "The text has control characters, or half of a character pair."));
    }
  }

  private static boolean isHalfPair(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  private static void checkType(
      TriggerEventFields fields, Map<String, TriggerEventTypeView> types, Instant receipt, List<FieldError> errors) {
    @Nullable String code = fields.type();
    if (code == null || code.isBlank()) {
      return;
    }
    TriggerEventTypeView type = types.get(code);
    if (type == null) {
      errors.add(
          FieldError.at("/type", "not_found", "There is no such type of trigger event; see GET /v1/trigger-event-types."));
      return;
    }
    if (!type.active() && !fields.isRetracted()) {
      errors.add(FieldError.at("/type", "invalid", "The type " + code + " is not active."));
    }
    checkOccurredAt(fields.occurredAt(), type, receipt, errors);
  }

  private static void checkOccurredAt(
      @Nullable Instant time, TriggerEventTypeView type, Instant receipt, List<FieldError> errors) {
    if (time == null) {
      return;
    }
    if (time.isBefore(EARLIEST) || time.isAfter(receipt.plus(FURTHEST_AHEAD))) {
      errors.add(
          FieldError.at(
              "/occurredAt", "out_of_range", "The time must not lie before the year 1900 or more than ten years ahead."));
    } else if (!type.mayBeAnnounced() && time.isAfter(receipt.plus(CLOCK_TOLERANCE))) {
      errors.add(
          FieldError.at(
              "/occurredAt", "in_future",
              "The type " + type.code() + " cannot be announced: this time lies more than five minutes ahead of our clock,"
                  + " which shows " + receipt + "."));
    }
  }

  private static void checkKnownAt(@Nullable Instant time, Instant receipt, List<FieldError> errors) {
    if (time != null && (time.isAfter(receipt.plus(CLOCK_TOLERANCE)) || time.isBefore(EARLIEST))) {
      errors.add(
          FieldError.at("/knownAt", "out_of_range", "The time must lie between the year 1900 and now, " + receipt + "."));
    }
  }

  private static void checkAttributes(@Nullable Map<String, Object> attributes, List<FieldError> errors) {
    if (attributes == null) {
      return;
    }
    attributes.forEach(
        (name, value) -> {
          String pointer = "/attributes/" + name.replace("~", "~0").replace("/", "~1");
          if (name.isBlank() || name.length() > MAX_ATTRIBUTE_NAME) {
            errors.add(FieldError.at(pointer, "length", "The name of an attribute must have 1 to 100 characters."));
          }
          checkText(name, pointer, errors);
          boolean plain = value instanceof Number || value instanceof Boolean || value instanceof String;
          if (!plain || value instanceof String text && (text.length() > MAX_ATTRIBUTE_TEXT || isUnstorable(text))) {
            errors.add(
                FieldError.at(
                    pointer, "invalid", "An attribute must be a number, true, false or a text of at most 1000 characters."));
          }
        });
  }

  private static boolean isUnstorable(String text) {
    return text.codePoints().anyMatch(c -> c == 0 || isHalfPair(c));
  }
}
