package dev.perennial.platform.http;

/** Every kind of failure the API answers with; the slug is the page behind {@code type}. */
public enum ProblemType {
  MALFORMED_REQUEST(400, "The request cannot be read", "The body is not valid JSON, or a header has a form we do not understand."),
  VALIDATION_FAILED(400, "The request is not valid", "One or more values are missing or outside what is allowed; `errors` names each by JSON pointer or parameter."),
  UNKNOWN_PROPERTY(400, "The request has an unknown property", "A property of the body does not exist. It is refused rather than ignored, so that a typing error cannot lose data."),
  UNKNOWN_PARAMETER(400, "The request has an unknown parameter", "A query parameter does not exist for this operation."),
  INVALID_CURSOR(400, "The cursor does not fit", "The cursor is damaged, or belongs to a list with other filters or another order."),
  UNAUTHENTICATED(401, "No valid credential", "Send `Authorization: Bearer` with an API key or a token of the configured issuer; it may be missing, unknown, expired or revoked."),
  FORBIDDEN(403, "The credential lacks a scope", "The credential is valid but does not carry the scope this operation asks for."),
  NOT_FOUND(404, "Not found", "There is no such path, or no such object for your tenant."),
  METHOD_NOT_ALLOWED(405, "Method not allowed", "The path exists but not with this method; see the `Allow` header."),
  NOT_ACCEPTABLE(406, "Not acceptable", "The operation cannot answer in the media type asked for."),
  CONFLICT(409, "Conflict with the present state", "The request is valid but the object's present state does not allow it."),
  REQUEST_IN_FLIGHT(409, "The same request is still being worked on", "Another request with the same Idempotency-Key has not finished; try again shortly."),
  EXCHANGE_RATE_MISSING(409, "An exchange rate is missing", "Amounts of this currency cannot be converted to the reporting currency; store a rate first."),
  PRECONDITION_FAILED(412, "The object has changed", "The version in `If-Match` (or `If-None-Match`) is not the present one: read again, then repeat."),
  TOO_LARGE(413, "The request is too large", "The body is larger than allowed; larger amounts go through imports."),
  ADDRESS_TOO_LONG(414, "The address is too long", "Ask in several requests, or send long values in a body where the operation takes one."),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "The operation does not take this Content-Type."),
  IDEMPOTENCY_MISMATCH(422, "The Idempotency-Key was used for another request", "A key names one request; use a new key for a new one."),
  PRECONDITION_REQUIRED(428, "A precondition is required", "Send `If-Match` with the ETag you read, so that nobody's change is lost."),
  TOO_MANY_REQUESTS(429, "Too many requests", "Wait as long as `Retry-After` says."),
  HEADERS_TOO_LARGE(431, "The headers are too large", "Send fewer or shorter headers."),
  INTERNAL_ERROR(500, "Something went wrong on our side", "Nothing was stored. The log holds the cause under the request id."),
  UNAVAILABLE(503, "Not available right now", "The service or its database is starting, stopping or overloaded; try again.");

  private final int status;
  private final String title;
  private final String explanation;

  ProblemType(int status, String title, String explanation) {
    this.status = status;
    this.title = title;
    this.explanation = explanation;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String explanation() {
    return explanation;
  }

  /** Lower-case code of the JSON field {@code code}: {@code validation_failed}. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Relative URI of the page that explains it: {@code /problems/validation-failed}. */
  public String uri() {
    return "/problems/" + code().replace('_', '-');
  }
}
