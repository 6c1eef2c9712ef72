package dev.perennial.product;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.perennial.editing.ExternalId;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.ETags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Something contract lines sell. */
@Schema(name = "Product")
record ProductView(
    UUID id,
    long version,
    String etag,
    String code,
    String name,
    @Nullable String family,
    boolean active,
    @JsonRawValue @Schema(implementation = ExternalId[].class) String externalIds,
    Instant createdAt,
    Instant updatedAt,
    @JsonIgnore String nameKey) {

  static ProductView read(ResultSet row, StatementContext context) throws SQLException {
    long version = row.getLong("version");
    return new ProductView(
        Rows.uuid(row, "id"),
        version,
        ETags.ofVersion(version),
        row.getString("code"),
        row.getString("name"),
        row.getString("family"),
        row.getBoolean("active"),
        row.getString("external_ids"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"),
        row.getString("name_key"));
  }
}
