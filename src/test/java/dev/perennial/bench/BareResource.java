package dev.perennial.bench;

import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The floor of a read: one row by JDBC, written as JSON, in the same server and over the same pool;
 * no key, no tenant, no entity tag, none of the customer's computed parts. Exists in the JVM of
 * tests only and is hidden from the contract. The table is one of its own, without row-level
 * security.
 */
@Path("/bench/rows")
public class BareResource {
  private final DataSource database;

  BareResource(DataSource database) {
    this.database = database;
  }

  /** A row as it is stored. */
  public record Row(
      UUID id,
      long version,
      String name,
      String status,
      String tier,
      String region,
      String currency,
      String updatedAt) {}

  @GET
  @PermitAll
  @Path("/{id}")
  @Operation(hidden = true)
  public Row get(@PathParam("id") UUID id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT id, version, name, status, tier, region, currency, updated_at FROM bench.row WHERE id = ?")) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new NotFoundException();
        }
        return new Row(
            row.getObject(1, UUID.class),
            row.getLong(2),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getTimestamp(8).toInstant().toString());
      }
    }
  }

  /** The floor of a write: one row changed in a transaction of the same stack; no key, event, version or entity tag. */
  @PUT
  @PermitAll
  @Transactional
  @Path("/{id}")
  @Operation(hidden = true)
  public NewName put(@PathParam("id") UUID id, NewName body) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "UPDATE bench.row SET name = ?, version = version + 1, updated_at = now() WHERE id = ?")) {
      statement.setString(1, body.name);
      statement.setObject(2, id);
      if (statement.executeUpdate() != 1) {
        throw new NotFoundException();
      }
      return body;
    }
  }

  /** What is written. */
  public record NewName(String name) {}
}
