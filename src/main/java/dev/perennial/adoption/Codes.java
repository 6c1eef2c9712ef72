package dev.perennial.adoption;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import java.util.regex.Pattern;

/** Codes of paths and features. */
final class Codes {
  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,59}");

  private Codes() {}

  static void check(String code) {
    if (!CODE.matcher(code).matches()) {
      throw ProblemException.invalid(
          FieldError.parameter(
              "code", "invalid", "A code begins with a letter and has letters, digits, - and _: five-key-steps."));
    }
  }
}
