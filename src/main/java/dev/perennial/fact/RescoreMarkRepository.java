package dev.perennial.fact;

import dev.perennial.editing.ResourceType;
import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The mark that a customer's facts changed, so that its renewals are scored anew. */
@Singleton
public class RescoreMarkRepository {
  /**
   * A correction may have moved a fact to another customer, so every revision's is marked, and who it was merged into. In
   * the order of the key, the tenant's row, which everybody wants, last.
   */
  private static final String MARK =
      """
      WITH touched AS ($TOUCHED$), marks AS (
        INSERT INTO app.rescore_mark AS m (tenant_id, customer_id, marked_at)
        SELECT :tenant, c.id, CAST(:now AS timestamptz) FROM (SELECT DISTINCT $SURVIVOR$ AS id FROM touched t) c ORDER BY c.id
        ON CONFLICT (tenant_id, customer_id) DO UPDATE SET marked_at = greatest(m.marked_at, excluded.marked_at))
      INSERT INTO platform.rescore_tenant AS t (tenant_id, marked_at) VALUES (:tenant, :now)
      ON CONFLICT (tenant_id) DO UPDATE SET marked_at = greatest(t.marked_at, excluded.marked_at)
      """
          .replace("$SURVIVOR$", ResourceType.CUSTOMER.standsFor("t.id"));

  private static final String OF_FACTS =
      """
      SELECT DISTINCT x.customer_id AS id FROM unnest(:sources, :sourceIds) AS k(source, source_id)
      JOIN app.$TABLE$ x ON x.tenant_id = :tenant AND x.source = k.source AND x.source_id = k.source_id
      """;

  private static final String OF_CONTRACTS =
      "SELECT DISTINCT x.customer_id AS id FROM app.contract x WHERE x.tenant_id = :tenant AND x.id = ANY(:contracts)";

  private final Jdbi jdbi;
  private final CallerContext callers;

  RescoreMarkRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** Marks the customers of what was stored; the last that a transaction does, so that others wait for the tenant's row shortly. */
  public void mark(String table, Set<FactKey> stored, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(MARK.replace("$TOUCHED$", OF_FACTS.replace("$TABLE$", table)))
                .bind("tenant", callers.tenantId())
                .bind("now", now)
                .bind("sources", stored.stream().map(FactKey::source).toArray(String[]::new))
                .bind("sourceIds", stored.stream().map(FactKey::sourceId).toArray(String[]::new))
                .execute());
  }

  /** The same for customers of contracts of which something changed that is no fact. */
  public void markOfContracts(Collection<UUID> contracts, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(MARK.replace("$TOUCHED$", OF_CONTRACTS))
                .bind("tenant", callers.tenantId())
                .bind("now", now)
                .bind("contracts", contracts.toArray(UUID[]::new))
                .execute());
  }
}
