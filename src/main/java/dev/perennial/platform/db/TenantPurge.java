package dev.perennial.platform.db;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;

/** Ends a tenant with everything it has, as the owner. Never run by the service itself: it has no right to. */
public final class TenantPurge {
  private TenantPurge() {}

  /**
   * In pieces that commit by themselves; one that broke off is finished by the next.
   *
   * @return rows deleted
   */
  public static long run(String url, String owner, String password, UUID tenant) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, owner, password);
        CallableStatement call = connection.prepareCall("CALL platform.purge_tenant(?, ?)")) {
      call.setObject(1, tenant);
      call.setNull(2, Types.BIGINT);
      call.registerOutParameter(2, Types.BIGINT);
      call.execute();
      return call.getLong(2);
    }
  }
}
