package dev.perennial.platform.db;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;

/**
 * Refuses to start with a database role that row-level security does not hold: a superuser, one
 * that may bypass it, or the owner of a table; and on a schema older than the service. Somebody may
 * be starting or migrating the database at the same time, so it can be told to wait for that.
 */
@Singleton
class DatabaseCheck {
  private static final String OLDER =
      "the schema of the database is older than this version; run `migrate` first";

  private static final String DANGERS =
      """
      SELECT CASE WHEN r.rolsuper THEN 'the database role is a superuser'
                  WHEN r.rolbypassrls THEN 'the database role may bypass row-level security'
                  WHEN EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                               WHERE n.nspname IN ('app', 'platform')
                                 AND pg_has_role(r.oid, c.relowner, 'MEMBER')) THEN 'the database role owns the tables'
                  WHEN NOT EXISTS (SELECT FROM pg_namespace n
                                   WHERE n.nspname = 'app' AND has_schema_privilege(n.oid, 'USAGE')) THEN 'the database holds no migrated schema that its role may use; run `migrate` first'
                  WHEN NOT coalesce(has_table_privilege(to_regclass('platform.schema_history'), 'SELECT'), false) THEN '$OLDER$'
             END
      FROM pg_roles r WHERE r.rolname = current_user
      """
          .replace("$OLDER$", OLDER);

  private static final String IS_OLDER =
      "SELECT NOT EXISTS (SELECT FROM platform.schema_history WHERE success AND version COLLATE \"C\" >= :newest)";
  private static final int POLL_MILLISECONDS = 100;

  private final Jdbi jdbi;
  private final boolean transactionPooling;
  private final String url;
  private final Duration patience;

  DatabaseCheck(
      Jdbi jdbi,
      @ConfigProperty(name = "perennial.database.transaction-pooling") boolean transactionPooling,
      @ConfigProperty(name = "perennial.database.url") String url,
      @ConfigProperty(name = "perennial.database.patience") Duration patience) {
    this.jdbi = jdbi;
    this.transactionPooling = transactionPooling;
    this.url = url;
    this.patience = patience;
  }

  /** Before everything else that happens at the start: nothing may work through such a role. */
  void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    if (transactionPooling && !url.contains("prepareThreshold=0")) {
      throw new UnusableDatabaseException(
          "behind a transaction pooler PERENNIAL_DATABASE_URL needs ?prepareThreshold=0");
    }
    long begin = System.nanoTime();
    Optional<String> obstacle = obstacle();
    while (obstacle.isPresent() && System.nanoTime() - begin < patience.toNanos()) {
      pause();
      obstacle = obstacle();
    }
    obstacle.ifPresent(
        reason -> {
          throw new UnusableDatabaseException(reason);
        });
  }

  /** What stands in the way now. */
  private Optional<String> obstacle() {
    try {
      return jdbi.withHandle(
          handle -> {
            Optional<String> danger = handle.createQuery(DANGERS).mapTo(String.class).findFirst();
            if (danger.isEmpty()
                && handle
                    .createQuery(IS_OLDER)
                    .bind("newest", Migrations.NEWEST)
                    .mapTo(Boolean.class)
                    .one()) {
              return Optional.of(OLDER);
            }
            return danger;
          });
    } catch (ConnectionException e) {
      Throwable cause = e.getCause();
      return Optional.of(
          "no connection to the database: " + (cause == null ? e : cause).getMessage());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnusableDatabaseException("interrupted while waiting for the database");
    }
  }
}
