package dev.perennial.platform.http;

import java.util.List;

/** A failure with a clear answer; thrown anywhere, it becomes {@code application/problem+json}. */
public class ProblemException extends RuntimeException {
  private final ProblemType type;
  private final transient List<FieldError> errors;
  private final long retryAfterSeconds;

  public ProblemException(ProblemType type, String detail, List<FieldError> errors) {
    this(type, detail, errors, 1);
  }

  private ProblemException(ProblemType type, String detail, List<FieldError> errors, long retryAfterSeconds) {
    super(detail, null, false, false);
    this.type = type;
    this.errors = List.copyOf(errors);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public ProblemException(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  public static ProblemException invalid(FieldError... errors) {
    return invalid(List.of(errors));
  }

  public static ProblemException invalid(List<FieldError> errors) {
    String detail =
        errors.size() == 1
            ? errors.getFirst().detail()
            : errors.size() + " values are not valid; see errors.";
    return new ProblemException(ProblemType.VALIDATION_FAILED, detail, errors);
  }

  /** The same answer for what does not exist and for what belongs to another tenant. */
  public static ProblemException notFound(String what) {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no such " + what + ".");
  }

  public static ProblemException conflict(String detail) {
    return new ProblemException(ProblemType.CONFLICT, detail);
  }

  public static ProblemException tooMany(String detail, long retryAfterSeconds) {
    return new ProblemException(ProblemType.TOO_MANY_REQUESTS, detail, List.of(), retryAfterSeconds);
  }

  /** For the problems that pass by themselves. */
  long retryAfterSeconds() {
    return retryAfterSeconds;
  }

  public ProblemType type() {
    return type;
  }

  public List<FieldError> errors() {
    return errors;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
