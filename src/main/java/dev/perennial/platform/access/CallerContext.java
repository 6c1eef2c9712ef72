package dev.perennial.platform.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The caller, request id and network address of the current request. Accessors only: public fields of a request-scoped bean land on the
 * shared client proxy and would leak across requests.
 */
@RequestScoped
public class CallerContext {
  private @Nullable Caller caller;
  private @Nullable String requestId;
  private @Nullable String address;

  public void set(Caller caller) {
    this.caller = caller;
  }

  public void clear() {
    this.caller = null;
  }

  /** The caller, or null before authentication. */
  public @Nullable Caller orNull() {
    return caller;
  }

  public Caller caller() {
    if (caller == null) {
      throw new IllegalStateException("no caller in this context");
    }
    return caller;
  }

  public UUID tenantId() {
    return caller().tenantId();
  }

  public @Nullable String requestId() {
    return requestId;
  }

  public void requestId(@Nullable String requestId) {
    this.requestId = requestId;
  }

  /** Where the request came from, an IP address; null for work of the service itself. */
  public @Nullable String address() {
    return address;
  }

  public void address(@Nullable String address) {
    this.address = address;
  }
}
