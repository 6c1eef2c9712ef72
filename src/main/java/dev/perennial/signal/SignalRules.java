package dev.perennial.signal;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import dev.perennial.platform.http.Validation;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a signal must be, before anyone looks whether its customer exists. */
@Singleton
class SignalRules {
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final int MAX_NAME = 100;
  private static final int MAX_KEY = 200;
  private static final int MAX_ATTRIBUTES = 50;
  private static final int MAX_ATTRIBUTE_NAME = 100;
  private static final int MAX_ATTRIBUTE_TEXT = 1000;
  private static final int MAX_EXPONENT = 300;

  private final Validation validation;
  private final CallerContext callers;

  SignalRules(Validation validation, CallerContext callers) {
    this.validation = validation;
    this.callers = callers;
  }

  /** Why the signal is refused, or null when nothing speaks against it. */
  @Nullable ProblemException refusal(SignalFields fields, Instant receipt) {
    List<FieldError> errors = new ArrayList<>(isPlain(fields) ? List.of() : validation.errors(fields));
    checkCustomer(fields.customer(), errors);
    checkTimes(fields, receipt, errors);
    checkTexts(fields, errors);
    checkNumbers(fields, errors);
    checkMeaning(fields, errors);
    checkAttributes(fields.attributes(), errors);
    if (!errors.isEmpty()) {
      return ProblemException.invalid(errors);
    }
    return backfillRefusal(fields, receipt);
  }

  /**
   * Whether the annotations of the fields are kept, seen at a glance: Bean Validation, which is the rule, takes a third of
   * the time of a stream. What is not seen to be plain is left to it.
   */
  static boolean isPlain(SignalFields fields) {
    return isName(fields.source(), MAX_NAME) && isName(fields.sourceId(), MAX_KEY) && isName(fields.type(), MAX_NAME)
        && fields.customer() != null && fields.kind() != null && fields.occurredAt() != null
        && (fields.sentiment() == null || Math.abs(fields.sentiment()) <= 1)
        && (fields.severity() == null || fields.severity() >= 1 && fields.severity() <= 4)
        && (fields.channel() == null || fields.channel().length() <= MAX_NAME)
        && (fields.subjectKey() == null || fields.subjectKey().length() <= MAX_KEY)
        && (fields.attributes() == null || fields.attributes().size() <= MAX_ATTRIBUTES)
        && (fields.revision() == null || fields.revision() >= 0) && fields.participants() == null;
  }

  private static boolean isName(@Nullable String text, int length) {
    return text != null && !text.isBlank() && !text.trim().isEmpty() && text.length() <= length;
  }

  /**
   * A stated time of knowledge moves a fact into the past of every back-test: only a back-fill may
   * do so.
   */
  private @Nullable ProblemException backfillRefusal(SignalFields fields, Instant receipt) {
    if (fields.knownAt() == null
        || !fields.knownAt().isBefore(receipt)
        || callers.caller().scopes().contains(Scope.IMPORTS_BACKFILL)) {
      return null;
    }
    String detail =
        "Only a credential with the scope imports:backfill may state a knownAt before the time of receipt.";
    return new ProblemException(
        ProblemType.FORBIDDEN, detail, List.of(FieldError.at("/knownAt", "forbidden", detail)));
  }

  // The fields below can be null here although they are required: the annotations have then
  // reported it.
  private static void checkCustomer(@Nullable CustomerReference customer, List<FieldError> errors) {
    if (customer == null || customer.id() != null) {
      return;
    }
    checkKeyPart(customer.source(), "/customer/source", errors);
    checkKeyPart(customer.externalId(), "/customer/externalId", errors);
  }

  private static void checkKeyPart(@Nullable String text, String pointer, List<FieldError> errors) {
    if (text == null || text.isBlank()) {
      errors.add(
          FieldError.at(
              pointer, "required", "Name the customer by its id, or by source and externalId."));
    } else {
      checkText(text, pointer, errors);
    }
  }

  private static void checkTimes(SignalFields fields, Instant receipt, List<FieldError> errors) {
    checkTime(fields.occurredAt(), "/occurredAt", receipt, errors);
    checkTime(fields.knownAt(), "/knownAt", receipt, errors);
  }

  private static void checkTime(
      @Nullable Instant time, String pointer, Instant receipt, List<FieldError> errors) {
    if (time == null) {
      return;
    }
    if (time.isAfter(receipt.plus(CLOCK_TOLERANCE))) {
      errors.add(
          FieldError.at(
              pointer,
              "in_future",
              "A signal is a fact: this time lies more than five minutes ahead of our clock, which shows "
                  + receipt
                  + "."));
    } else if (time.isBefore(EARLIEST)) {
      errors.add(
          FieldError.at(pointer, "out_of_range", "The time must not lie before the year 1900."));
    }
  }

  private static void checkTexts(SignalFields fields, List<FieldError> errors) {
    checkText(fields.source(), "/source", errors);
    checkText(fields.sourceId(), "/sourceId", errors);
    checkText(fields.type(), "/type", errors);
    checkText(fields.channel(), "/channel", errors);
    checkText(fields.subjectKey(), "/subjectKey", errors);
  }

  /** Found here, one item is refused; found by the database, the whole batch would be. */
  private static void checkText(@Nullable String text, String pointer, List<FieldError> errors) {
    if (text != null && text.codePoints().anyMatch(SignalRules::isUnprintable)) {
      errors.add(
          FieldError.at(
              pointer, "invalid", "The text has control characters, or half of a character pair."));
    }
  }

  private static boolean isUnprintable(int character) {
    return Character.isISOControl(character) || isHalfPair(character);
  }

  private static boolean isHalfPair(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  private static void checkNumbers(SignalFields fields, List<FieldError> errors) {
    checkFinite(fields.value(), "/value", errors);
    checkFinite(fields.sentiment(), "/sentiment", errors);
  }

  private static void checkFinite(
      @Nullable Double number, String pointer, List<FieldError> errors) {
    if (number != null && !Double.isFinite(number)) {
      errors.add(FieldError.at(pointer, "out_of_range", "The number is too large."));
    }
  }

  private static void checkMeaning(SignalFields fields, List<FieldError> errors) {
    if (fields.phase() != null && (fields.subjectKey() == null || fields.subjectKey().isBlank())) {
      errors.add(
          FieldError.at("/subjectKey", "required", "A phase needs the subject it is a phase of."));
    }
    if (!fields.participantsOrNone().isEmpty() && fields.kind() != SignalKind.INTERACTION) {
      errors.add(FieldError.at("/participants", "invalid", "Only an interaction has participants."));
    }
    if (fields.isRetracted() && fields.revisionOrZero() == 0) {
      errors.add(
          FieldError.at(
              "/retracted",
              "invalid",
              "Only a correction can retract: give it a revision above the one it corrects."));
    }
  }

  private static void checkAttributes(
      @Nullable Map<String, Object> attributes, List<FieldError> errors) {
    if (attributes == null) {
      return;
    }
    attributes.forEach(
        (name, value) -> {
          String pointer = "/attributes/" + name.replace("~", "~0").replace("/", "~1");
          if (name.isBlank() || name.length() > MAX_ATTRIBUTE_NAME) {
            errors.add(
                FieldError.at(
                    pointer, "length", "The name of an attribute must have 1 to 100 characters."));
          }
          checkText(name, pointer, errors);
          checkAttribute(value, pointer, errors);
        });
  }

  private static void checkAttribute(
      @Nullable Object value, String pointer, List<FieldError> errors) {
    String fault =
        switch (value) {
          case String text when text.length() > MAX_ATTRIBUTE_TEXT ->
              "The text is longer than 1000 characters.";
          case String text when text.codePoints().anyMatch(c -> c == 0 || isHalfPair(c)) ->
              "The text has characters that cannot be stored.";
          case BigDecimal number
              when number.precision() - number.scale() > MAX_EXPONENT
                  || number.scale() > MAX_EXPONENT ->
              "The number is out of range.";
          case String text -> "";
          case Number number -> "";
          case Boolean truth -> "";
          case null, default -> "An attribute must be a string, a number, true or false.";
        };
    if (!fault.isEmpty()) {
      errors.add(FieldError.at(pointer, "invalid", fault));
    }
  }
}
