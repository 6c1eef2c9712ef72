package dev.perennial.platform.db;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;

/**
 * Refuses to start with a database role that row-level security does not hold: a superuser, one
 * that may bypass it, or the owner of a table.
 */
@Singleton
class RoleCheck {
  private static final String DANGERS =
      """
      SELECT CASE WHEN r.rolsuper THEN 'the database role is a superuser'
                  WHEN r.rolbypassrls THEN 'the database role may bypass row-level security'
                  WHEN EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                               WHERE n.nspname IN ('app', 'platform')
                                 AND pg_has_role(r.oid, c.relowner, 'MEMBER')) THEN 'the database role owns the tables'
                  WHEN NOT EXISTS (SELECT FROM pg_namespace n
                                   WHERE n.nspname = 'app' AND has_schema_privilege(n.oid, 'USAGE')) THEN 'the database holds no migrated schema that its role may use; run `migrate` first'
             END
      FROM pg_roles r WHERE r.rolname = current_user
      """;

  private final Jdbi jdbi;
  private final boolean transactionPooling;
  private final String url;

  RoleCheck(
      Jdbi jdbi,
      @ConfigProperty(name = "perennial.database.transaction-pooling") boolean transactionPooling,
      @ConfigProperty(name = "perennial.database.url") String url) {
    this.jdbi = jdbi;
    this.transactionPooling = transactionPooling;
    this.url = url;
  }

  /** Before everything else that happens at the start: nothing may work through such a role. */
  void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    if (transactionPooling && !url.contains("prepareThreshold=0")) {
      throw new UnusableDatabaseException(
          "behind a transaction pooler PERENNIAL_DATABASE_URL needs ?prepareThreshold=0");
    }
    List<String> dangers = dangers();
    if (!dangers.isEmpty() && dangers.getFirst() != null) {
      throw new UnusableDatabaseException(dangers.getFirst());
    }
  }

  private List<String> dangers() {
    try {
      return jdbi.withHandle(handle -> handle.createQuery(DANGERS).mapTo(String.class).list());
    } catch (ConnectionException e) {
      Throwable cause = e.getCause();
      throw new UnusableDatabaseException(
          "no connection to the database: " + (cause == null ? e : cause).getMessage());
    }
  }
}
