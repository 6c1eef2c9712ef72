package dev.perennial.platform.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the query parameter that could not be read as its declared type: JAX-RS answers 404 for it, as if the path did
 * not exist, where a caller needs to know which parameter is wrong.
 */
@Singleton
class ParameterProblems {
  private final DeclaredParameters declared;

  ParameterProblems(DeclaredParameters declared) {
    this.declared = declared;
  }

  @Nullable FieldError firstUnreadable(@Nullable Method method, UriInfo uri) {
    if (method == null) {
      return null;
    }
    for (Map.Entry<String, Class<?>> parameter : declared.of(method).entrySet()) {
      String value = uri.getQueryParameters().getFirst(parameter.getKey());
      if (value != null && !isReadable(value, parameter.getValue())) {
        return FieldError.parameter(
            parameter.getKey(),
            "invalid",
            "The parameter " + parameter.getKey() + " must be " + form(parameter.getValue()) + ".");
      }
    }
    return null;
  }

  private static boolean isReadable(String value, Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants()).anyMatch(constant -> ((Enum<?>) constant).name().equals(value));
    }
    try {
      switch (type.getSimpleName()) {
        case "Integer", "int" -> Integer.parseInt(value);
        case "Long", "long" -> Long.parseLong(value);
        case "Double", "double" -> Double.parseDouble(value);
        case "LocalDate" -> LocalDate.parse(value);
        case "Instant" -> Instant.parse(value);
        case "UUID" -> UUID.fromString(value);
        case "Boolean", "boolean" -> {
          return value.equals("true") || value.equals("false");
        }
        default -> {}
      }
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static String form(Class<?> type) {
    if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants()).replaceAll("[\\[\\]]", "");
    }
    return switch (type.getSimpleName()) {
      case "Integer", "int", "Long", "long" -> "a whole number";
      case "Double", "double" -> "a number";
      case "LocalDate" -> "a date like 2026-11-21";
      case "Instant" -> "a time like 2026-11-21T10:00:00Z";
      case "UUID" -> "an id (UUID)";
      default -> "true or false";
    };
  }
}
