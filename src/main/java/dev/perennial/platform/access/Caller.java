package dev.perennial.platform.access;

import java.util.Set;
import java.util.UUID;

/**
 * Who acts, for which tenant, and what they may do.
 *
 * @param tenantId the tenant of the credential; never taken from a header or a body
 * @param actor stable name of the credential or the system part that acts, for the audit trail
 * @param origin the integration a change comes from, so that it is not echoed back to it
 * @param scopes what the credential allows
 */
public record Caller(UUID tenantId, String actor, String origin, Set<String> scopes) {
  /** The service itself, working for a tenant: scheduled runs, workers, the demo portfolio. */
  public static Caller system(UUID tenantId, String part) {
    return new Caller(tenantId, "system:" + part, "system", Scope.ALL);
  }
}
