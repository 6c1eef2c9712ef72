package dev.perennial.platform.access;

import org.jspecify.annotations.Nullable;

/** Who made a request and from where, for the part of its work that another thread does. */
public record RequestOrigin(Caller caller, @Nullable String requestId, @Nullable String address) {
  public static RequestOrigin of(CallerContext context) {
    return new RequestOrigin(context.caller(), context.requestId(), context.address());
  }
}
