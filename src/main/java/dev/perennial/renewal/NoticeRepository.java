package dev.perennial.renewal;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.time.Ids;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of notices; each is one statement, however many they are. */
@Singleton
class NoticeRepository {
  private static final String RECEIVE =
      """
      INSERT INTO app.renewal_notice (tenant_id, id, renewal_id, received_date, effective_date, note, recorded_at)
      SELECT :tenant, id, renewal, received, effective, note, :now
      FROM unnest(:ids, :renewals, CAST(:received AS date[]), CAST(:effective AS date[]), :notes)
        AS t(id, renewal, received, effective, note)
      """;
  private static final String WITHDRAW =
      """
      UPDATE app.renewal_notice n SET withdrawn_at = :now, withdrawn_date = t.day
      FROM unnest(:renewals, CAST(:days AS date[])) AS t(renewal, day)
      WHERE n.tenant_id = :tenant AND n.renewal_id = t.renewal AND n.withdrawn_at IS NULL
      """;
  private static final String OF_RENEWALS =
      """
      SELECT renewal_id, received_date, effective_date, withdrawn_at IS NULL AS in_force, withdrawn_date, note FROM app.renewal_notice
      WHERE tenant_id = :tenant AND renewal_id = ANY(:renewals) ORDER BY recorded_at, id
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final Clock clock;
  private final Ids ids;

  NoticeRepository(Jdbi jdbi, CallerContext callers, Clock clock, Ids ids) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.clock = clock;
    this.ids = ids;
  }

  void receive(List<Notice> notices) {
    if (notices.isEmpty()) {
      return;
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(RECEIVE)
                .bind("tenant", callers.tenantId())
                .bind("now", clock.instant())
                .bind("ids", notices.stream().map(notice -> ids.next()).toArray(UUID[]::new))
                .bind("renewals", notices.stream().map(Notice::renewalId).toArray(UUID[]::new))
                .bind("received", texts(notices, Notice::receivedDate))
                .bind("effective", texts(notices, Notice::effectiveDate))
                .bind("notes", notices.stream().map(Notice::note).toArray(String[]::new))
                .execute());
  }

  /** @param withdrawn renewal → the day on which its notice in force was withdrawn */
  void withdraw(Map<UUID, LocalDate> withdrawn) {
    if (withdrawn.isEmpty()) {
      return;
    }
    List<UUID> renewals = List.copyOf(withdrawn.keySet());
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(WITHDRAW)
                .bind("tenant", callers.tenantId())
                .bind("renewals", renewals.toArray(UUID[]::new))
                .bind("now", clock.instant())
                .bind("days", texts(renewals, withdrawn::get))
                .execute());
  }

  /** Arrays of dates and times travel as text. */
  private static <T> @Nullable String[] texts(List<T> items, Function<T, @Nullable Object> value) {
    return items.stream().map(value).map(found -> found == null ? null : found.toString()).toArray(String[]::new);
  }

  /** Of these renewals, older ones first. */
  List<Notice> of(Collection<UUID> renewals) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OF_RENEWALS)
                .bind("tenant", callers.tenantId())
                .bind("renewals", renewals.toArray(UUID[]::new))
                .map((row, context) -> notice(row))
                .list());
  }

  private static Notice notice(ResultSet row) throws SQLException {
    return new Notice(
        Rows.uuid(row, "renewal_id"), Rows.date(row, "received_date"), Rows.dateOrNull(row, "effective_date"),
        row.getBoolean("in_force"), Rows.dateOrNull(row, "withdrawn_date"), row.getString("note"));
  }
}
