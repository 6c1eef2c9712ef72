package dev.perennial.user;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.perennial.editing.ExternalId;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.ETags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** One of our people. */
@Schema(name = "User")
record UserView(
    UUID id,
    long version,
    String etag,
    String name,
    @Nullable String email,
    List<String> roles,
    boolean active,
    @JsonRawValue @Schema(implementation = ExternalId[].class) String externalIds,
    Instant createdAt,
    Instant updatedAt,
    @JsonIgnore String nameKey) {

  static UserView read(ResultSet row, StatementContext context) throws SQLException {
    long version = row.getLong("version");
    return new UserView(
        Rows.uuid(row, "id"),
        version,
        ETags.ofVersion(version),
        row.getString("name"),
        row.getString("email"),
        Rows.strings(row, "roles"),
        row.getBoolean("active"),
        row.getString("external_ids"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"),
        row.getString("name_key"));
  }
}
