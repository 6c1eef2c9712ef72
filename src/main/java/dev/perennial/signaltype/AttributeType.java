package dev.perennial.signaltype;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What an attribute of a signal holds. */
enum AttributeType {
  NUMBER("a number"),
  TEXT("a text"),
  BOOLEAN("true or false"),
  DATE("a date like 2026-11-21");

  private final String words;

  AttributeType(String words) {
    this.words = words;
  }

  /** For people, after "must be". */
  String words() {
    return words;
  }

  boolean fits(@Nullable Object value) {
    return switch (this) {
      case NUMBER -> value instanceof Number;
      case TEXT -> value instanceof String;
      case BOOLEAN -> value instanceof Boolean;
      case DATE -> value instanceof String text && isDate(text);
    };
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
