package dev.perennial.platform.access;

import java.util.Set;

/** The scopes a credential can carry. An endpoint without {@link RequiresScope} is denied. */
public final class Scope {
  public static final String CUSTOMERS_READ = "customers:read";
  public static final String CUSTOMERS_WRITE = "customers:write";
  public static final String CONTRACTS_READ = "contracts:read";
  public static final String CONTRACTS_WRITE = "contracts:write";
  public static final String RENEWALS_READ = "renewals:read";
  public static final String RENEWALS_WRITE = "renewals:write";
  public static final String SIGNALS_READ = "signals:read";
  public static final String SIGNALS_WRITE = "signals:write";
  public static final String SCORES_READ = "scores:read";
  public static final String SCORES_WRITE = "scores:write";
  public static final String MODELS_MANAGE = "models:manage";
  public static final String IMPORTS_WRITE = "imports:write";
  public static final String IMPORTS_BACKFILL = "imports:backfill";
  public static final String EVENTS_READ = "events:read";
  public static final String AUDIT_READ = "audit:read";
  public static final String TENANT_ADMIN = "tenant:admin";

  public static final Set<String> ALL =
      Set.of(
          CUSTOMERS_READ,
          CUSTOMERS_WRITE,
          CONTRACTS_READ,
          CONTRACTS_WRITE,
          RENEWALS_READ,
          RENEWALS_WRITE,
          SIGNALS_READ,
          SIGNALS_WRITE,
          SCORES_READ,
          SCORES_WRITE,
          MODELS_MANAGE,
          IMPORTS_WRITE,
          IMPORTS_BACKFILL,
          EVENTS_READ,
          AUDIT_READ,
          TENANT_ADMIN);

  public static final Set<String> READ_ONLY =
      Set.of(CUSTOMERS_READ, CONTRACTS_READ, RENEWALS_READ, SIGNALS_READ, SCORES_READ, EVENTS_READ);

  private Scope() {}
}
