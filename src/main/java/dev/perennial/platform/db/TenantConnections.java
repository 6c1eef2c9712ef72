package dev.perennial.platform.db;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.CallerContext;
import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Arc;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Tells PostgreSQL which tenant a connection works for, at each acquire.
 *
 * <ul>
 *   <li>In a transaction (autocommit off): {@code set_config(…, true)}, gone with the transaction.
 *   <li>Outside one (autocommit on): {@code set_config(…, false)}, only when this physical connection last worked for
 *       another tenant. The memory holds settings made with autocommit on and nothing else: one made inside a
 *       transaction is undone by its rollback, and remembering it leaked another tenant's rows.
 * </ul>
 *
 * <p>Behind a pooler that hands out server connections per transaction (PgBouncer's transaction mode) a session's setting
 * would reach whoever gets the server connection next. There {@code perennial.database.transaction-pooling} makes every use
 * of a connection a transaction, with settings that end with it; reads then cost two more round trips.
 *
 * <p>Without a tenant in context the setting is empty and row-level security shows no rows.
 */
@Singleton
public class TenantConnections implements AgroalPoolInterceptor {
  private static final String NO_TENANT = "";
  private static final String NOBODY = "";

  private static final String SET = "SELECT set_config('app.tenant', ?, false)";

  /** With who acts: versions of what the transaction writes say so. */
  private static final String SET_LOCAL =
      "SELECT set_config('app.tenant', ?, true), set_config('app.actor', ?, true), set_config('app.origin', ?, true),"
          + " set_config('app.request_id', ?, true)";

  /** A pooler drops the start parameters that set the time zone otherwise. */
  private static final String SET_LOCAL_WITH_TIME_ZONE = SET_LOCAL + ", set_config('TimeZone', 'UTC', true)";

  private final CallerContext callers;
  private final boolean transactionPooling;

  /** Last tenant set with autocommit on, by physical connection (the pool hands out a new wrapper each time). */
  private final Map<Connection, String> lastTenant =
      Collections.synchronizedMap(new WeakHashMap<>());

  TenantConnections(
      CallerContext callers,
      @ConfigProperty(name = "perennial.database.transaction-pooling") boolean transactionPooling) {
    this.callers = callers;
    this.transactionPooling = transactionPooling;
  }

  @Override
  public void onConnectionAcquire(Connection connection) {
    try {
      String tenant = currentTenant();
      if (transactionPooling) {
        connection.setAutoCommit(false); // undone, with a commit, when the pool gets the connection back
        setForTransaction(connection, SET_LOCAL_WITH_TIME_ZONE, tenant);
      } else if (connection.getAutoCommit()) {
        setForSession(connection, tenant);
      } else {
        setForTransaction(connection, SET_LOCAL, tenant);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the tenant of a connection could not be set", e);
    }
  }

  private void setForSession(Connection connection, String tenant) throws SQLException {
    Connection physical = connection.unwrap(org.postgresql.PGConnection.class) instanceof Connection c ? c : connection;
    if (tenant.equals(lastTenant.get(physical))) {
      return;
    }
    // Forget first: if the statement fails, nobody may trust what we remembered.
    lastTenant.remove(physical);
    try (PreparedStatement statement = connection.prepareStatement(SET)) {
      statement.setString(1, tenant);
      statement.execute();
    }
    lastTenant.put(physical, tenant);
  }

  private void setForTransaction(Connection connection, String sql, String tenant) throws SQLException {
    Caller caller = current();
    String request = caller == null ? null : callers.requestId();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant);
      statement.setString(2, caller == null ? NOBODY : caller.actor());
      statement.setString(3, caller == null ? NOBODY : caller.origin());
      statement.setString(4, request == null ? NOBODY : request);
      statement.execute();
    }
  }

  private String currentTenant() {
    Caller caller = current();
    return caller == null ? NO_TENANT : caller.tenantId().toString();
  }

  private @Nullable Caller current() {
    return Arc.container().requestContext().isActive() ? callers.orNull() : null;
  }
}
