package dev.perennial.platform.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 problem document.
 *
 * @param type relative URI of a page that explains the kind of problem
 * @param title short name of the kind
 * @param status HTTP status
 * @param detail what went wrong this time
 * @param instance path of the request
 * @param code stable code of the kind, for programs
 * @param requestId the request's id in the log
 * @param errors single faults, each with where it is
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String instance,
    String code,
    @Nullable String requestId,
    List<FieldError> errors) {

  public static Problem of(
      ProblemType type,
      String detail,
      List<FieldError> errors,
      @Nullable String instance,
      @Nullable String requestId) {
    return new Problem(
        type.uri(), type.title(), type.status(), detail, instance, type.code(), requestId, errors);
  }
}
