package dev.perennial.platform.http;

import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Bean Validation with our answers: every fault at once, each at its JSON pointer. */
@Singleton
public class Validation {
  private final Validator validator;

  Validation(Validator validator) {
    this.validator = validator;
  }

  /** Faults of a body; empty when it is valid. */
  public List<FieldError> errors(Object body) {
    return toErrors(validator.validate(body), false);
  }

  public void check(Object body) {
    List<FieldError> errors = errors(body);
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
  }

  /** Violations found by the framework on a resource method: its parameters and its body. */
  static ProblemException problem(Set<ConstraintViolation<?>> violations) {
    return ProblemException.invalid(toErrors(violations, true));
  }

  private static List<FieldError> toErrors(
      Collection<? extends ConstraintViolation<?>> violations, boolean ofMethod) {
    List<FieldError> errors = new ArrayList<>();
    for (ConstraintViolation<?> violation : violations) {
      String code =
          violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
      errors.add(error(violation, codeOf(code), ofMethod));
    }
    errors.sort(Comparator.comparing(e -> String.valueOf(e.pointer()) + e.parameter() + e.code()));
    return errors;
  }

  private static FieldError error(ConstraintViolation<?> violation, String code, boolean ofMethod) {
    StringBuilder pointer = new StringBuilder();
    String first = "";
    int position = 0;
    for (Path.Node node : violation.getPropertyPath()) {
      if (ofMethod && position++ < 2) {
        first = String.valueOf(node.getName());
        continue;
      }
      if (node.getIndex() != null) {
        pointer.append('/').append(node.getIndex());
      }
      if (node.getName() != null && !node.getName().startsWith("<")) {
        pointer.append('/').append(node.getName());
      }
    }
    String message = sentence(violation.getMessage());
    return pointer.isEmpty() && ofMethod
        ? FieldError.parameter(first, code, message)
        : FieldError.at(pointer.toString(), code, message);
  }

  private static String codeOf(String constraint) {
    return switch (constraint) {
      case "NotNull", "NotBlank", "NotEmpty" -> "required";
      case "Size" -> "length";
      case "Min", "Max", "DecimalMin", "DecimalMax", "Positive", "PositiveOrZero" -> "out_of_range";
      default -> "invalid";
    };
  }

  private static String sentence(String message) {
    String text = message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1);
    return text.endsWith(".") ? text : text + ".";
  }
}
