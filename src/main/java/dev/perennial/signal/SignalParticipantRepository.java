package dev.perennial.signal;

import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Who took part in interactions: ids only, stored beside the signal. */
@Singleton
class SignalParticipantRepository {
  /** Only for signals stored at this very time: one that was there before keeps the participants it came with. */
  private static final String STORE =
      """
      INSERT INTO app.signal_participant (tenant_id, source, source_id, revision, contact_id)
      SELECT :tenant, w.source, w.source_id, w.revision, w.contact_id
      FROM unnest(:sources, :sourceIds, :revisions, :contacts) AS w(source, source_id, revision, contact_id)
      JOIN app.signal s ON s.tenant_id = :tenant AND s.source = w.source AND s.source_id = w.source_id
        AND s.revision = w.revision AND s.recorded_at = :now
      ORDER BY 2, 3, 4, 5
      ON CONFLICT DO NOTHING
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  SignalParticipantRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** Nothing, and no round trip, when nobody took part. */
  void store(List<Signal> batch, Instant now) {
    List<String> sources = new ArrayList<>();
    List<String> sourceIds = new ArrayList<>();
    List<Integer> revisions = new ArrayList<>();
    List<UUID> contacts = new ArrayList<>();
    for (Signal signal : batch) {
      for (UUID contact : signal.participants()) {
        sources.add(signal.source());
        sourceIds.add(signal.sourceId());
        revisions.add(signal.revision());
        contacts.add(contact);
      }
    }
    if (contacts.isEmpty()) {
      return;
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(STORE)
                .bind("tenant", callers.tenantId())
                .bind("now", now)
                .bind("sources", sources.toArray(String[]::new))
                .bind("sourceIds", sourceIds.toArray(String[]::new))
                .bind("revisions", revisions.toArray(Integer[]::new))
                .bind("contacts", contacts.toArray(UUID[]::new))
                .execute());
  }
}
