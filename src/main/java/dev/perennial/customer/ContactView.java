package dev.perennial.customer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.perennial.editing.ExternalId;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.ETags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A person at a customer. */
@Schema(name = "Contact")
record ContactView(
    UUID id,
    long version,
    String etag,
    UUID customerId,
    String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String title,
    List<String> roles,
    @Nullable LocalDate leftDate,
    @Nullable LocalDate doNotContactUntilDate,
    @JsonRawValue @Schema(implementation = ExternalId[].class) String externalIds,
    Instant createdAt,
    Instant updatedAt,
    @JsonIgnore String nameKey) {

  static ContactView read(ResultSet row, StatementContext context) throws SQLException {
    long version = row.getLong("version");
    return new ContactView(
        Rows.uuid(row, "id"),
        version,
        ETags.ofVersion(version),
        Rows.uuid(row, "customer_id"),
        row.getString("name"),
        row.getString("email"),
        row.getString("phone"),
        row.getString("title"),
        Rows.strings(row, "roles"),
        Rows.dateOrNull(row, "left_date"),
        Rows.dateOrNull(row, "do_not_contact_until_date"),
        row.getString("external_ids"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"),
        row.getString("name_key"));
  }
}
