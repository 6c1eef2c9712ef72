package dev.perennial.platform.http;

import org.jspecify.annotations.Nullable;

/**
 * One fault of a request: either in the body (pointer, RFC 6901) or in a parameter.
 *
 * @param pointer JSON pointer into the body, null for a parameter
 * @param parameter name of the query, path or header parameter, null for the body
 * @param code stable code: required, invalid, unknown, too_long, not_found, …
 * @param detail the fault in plain words
 */
public record FieldError(
    @Nullable String pointer, @Nullable String parameter, String code, String detail) {
  public static FieldError at(String pointer, String code, String detail) {
    return new FieldError(pointer, null, code, detail);
  }

  public static FieldError parameter(String name, String code, String detail) {
    return new FieldError(null, name, code, detail);
  }

  /** The same fault seen from further out: an item of a list, a nested object. */
  public FieldError within(String prefix) {
    return pointer == null ? this : new FieldError(prefix + pointer, parameter, code, detail);
  }
}
