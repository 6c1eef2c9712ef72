package dev.perennial.platform.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Configuration {@code perennial.limits.*}. */
@ConfigMapping(prefix = "perennial.limits")
interface LimitSettings {
  @WithDefault("true")
  boolean enabled();

  /** Requests a minute of one tenant, all its credentials and all replicas together; an operator may set another per tenant. */
  @WithDefault("60000")
  long tenantPerMinute();

  /** Requests a minute of one API key or token subject, on all replicas together. */
  @WithDefault("30000")
  long callerPerMinute();

  /** Failed authentications a minute of one address, on this replica. */
  @WithDefault("60")
  long failuresPerMinute();
}
