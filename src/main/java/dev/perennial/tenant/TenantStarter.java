package dev.perennial.tenant;

/** What a feature gives a new tenant: reason codes, a starter scorecard. Runs in the tenant's first transaction. */
public interface TenantStarter {
  void start();
}
