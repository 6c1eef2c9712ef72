package dev.perennial.platform.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.List;

/** What was wrong with a JSON body, by pointer and without a word of the library's. */
public final class JsonProblems {
  private JsonProblems() {}

  public static ProblemException of(JacksonException failure) {
    return switch (failure) {
      case UnrecognizedPropertyException unknown -> {
        String detail = "There is no property " + unknown.getPropertyName() + " here.";
        yield new ProblemException(
            ProblemType.UNKNOWN_PROPERTY, detail, List.of(FieldError.at(pointer(unknown), "unknown", detail)));
      }
      case InvalidFormatException invalid ->
          ProblemException.invalid(FieldError.at(pointer(invalid), "invalid", describe(invalid)));
      case MismatchedInputException mismatch ->
          mismatch.getPath().isEmpty() && mismatch.getTargetType() != null && isEmptyBody(mismatch)
              ? new ProblemException(ProblemType.MALFORMED_REQUEST, "The request has no body.")
              : ProblemException.invalid(
                  FieldError.at(pointer(mismatch), "invalid", "The value has the wrong JSON type here."));
      case StreamConstraintsException limits ->
          new ProblemException(
              ProblemType.MALFORMED_REQUEST,
              "The JSON is nested deeper than 64 levels, or has a text or a number longer than allowed.");
      case JsonMappingException mapping when mapping.getCause() instanceof ProblemException problem -> problem;
      case JsonMappingException mapping when !mapping.getPath().isEmpty() ->
          ProblemException.invalid(
              FieldError.at(pointer(mapping), "invalid", "The value cannot be used here."));
      default -> malformed(failure);
    };
  }

  private static ProblemException malformed(JacksonException failure) {
    var location = failure.getLocation();
    String where =
        location == null || location.getLineNr() < 0
            ? ""
            : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    return new ProblemException(
        ProblemType.MALFORMED_REQUEST, "The body is not valid JSON" + where + ".");
  }

  private static boolean isEmptyBody(MismatchedInputException mismatch) {
    String message = mismatch.getOriginalMessage();
    return message != null && message.startsWith("No content");
  }

  private static String describe(InvalidFormatException invalid) {
    Class<?> type = invalid.getTargetType();
    if (type.isEnum()) {
      return "Must be one of " + Arrays.toString(type.getEnumConstants()).replaceAll("[\\[\\]]", "") + ".";
    }
    return switch (type.getSimpleName()) {
      case "LocalDate" -> "Must be a date like 2026-11-21.";
      case "Instant" -> "Must be a time like 2026-11-21T10:00:00Z.";
      case "UUID" -> "Must be an id (UUID).";
      case "BigDecimal" -> "Must be a decimal number.";
      default -> "The value has the wrong form here.";
    };
  }

  private static String pointer(JsonMappingException failure) {
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference step : failure.getPath()) {
      pointer.append('/');
      pointer.append(
          step.getFieldName() == null
              ? String.valueOf(step.getIndex())
              : step.getFieldName().replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
