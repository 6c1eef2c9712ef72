package dev.perennial.platform.db;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * Behind a transaction pooler every use of a connection is a transaction (see {@link TenantConnections}). Outside the
 * service's own transactions it is ended here, where a failing commit still reaches the caller; the pool would only log it.
 */
record CommittingConnections(DataSource dataSource) implements ConnectionFactory {
  @Override
  public Connection openConnection() throws SQLException {
    return dataSource.getConnection();
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    try (connection) {
      if (!QuarkusTransaction.isActive() && !connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }
}
