package dev.perennial.platform.http;

/**
 * Every request filter and its place; smaller runs first. (Length of the head, before all) → request id → authentication and scope → quotas → known parameters →
 * (body limit, while the body is read) → the resource.
 */
public final class FilterOrder {
  public static final int REQUEST_ID = 100;
  public static final int AUTHENTICATION = 1000;
  public static final int RATE_LIMIT = 1500;
  public static final int PARAMETERS = 2000;
  public static final int BODY_LIMIT = 3000;

  private FilterOrder() {}
}
