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

/** Bean Validation with our answers: every fault at once, each at its JSON pointer. */
@Singleton
public class Validation {
  private final Validator validator;

  Validation(Validator validator) {
    this.validator = validator;
  }

  /** Faults of a body; empty when it is valid. */
  public List<FieldError> errors(Object body) {
    return toErrors(validator.validate(body));
  }

  public void check(Object body) {
    List<FieldError> errors = errors(body);
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
  }

  private static List<FieldError> toErrors(
      Collection<? extends ConstraintViolation<?>> violations) {
    List<FieldError> errors = new ArrayList<>();
    for (ConstraintViolation<?> violation : violations) {
      String code =
          violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
      errors.add(error(violation, codeOf(code)));
    }
    errors.sort(Comparator.comparing(e -> String.valueOf(e.pointer()) + e.code()));
    return errors;
  }

  private static FieldError error(ConstraintViolation<?> violation, String code) {
    StringBuilder pointer = new StringBuilder();
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getIndex() != null) {
        pointer.append('/').append(node.getIndex());
      }
      if (node.getName() != null && !node.getName().startsWith("<")) {
        pointer.append('/').append(node.getName());
      }
    }
    return FieldError.at(pointer.toString(), code, sentence(violation.getMessage()));
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
