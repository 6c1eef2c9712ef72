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
   * In the order of the key, the tenant's row, which everybody wants, last: it asks for the marks, for PostgreSQL would
   * write it first otherwise, and two writers would wait for each other.
   */
  private static final String MARK =
      """
      WITH marks AS (
        INSERT INTO app.rescore_mark AS m (tenant_id, customer_id, marked_at)
        SELECT :tenant, c.id, CAST(:now AS timestamptz) FROM ($CUSTOMERS$) c ORDER BY c.id
        ON CONFLICT (tenant_id, customer_id) DO UPDATE SET marked_at = greatest(m.marked_at, excluded.marked_at) RETURNING 1)
      INSERT INTO platform.rescore_tenant AS t (tenant_id, marked_at)
      SELECT :tenant, CAST(:now AS timestamptz) WHERE (SELECT count(*) FROM marks) >= 0
      ON CONFLICT (tenant_id) DO UPDATE SET marked_at = greatest(t.marked_at, excluded.marked_at)
      """;

  private static final String THESE = MARK.replace("$CUSTOMERS$", "SELECT DISTINCT id FROM unnest(:customers) AS u(id)");

  private static final String OF_CUSTOMERS =
      MARK.replace(
          "$CUSTOMERS$",
          "SELECT DISTINCT " + ResourceType.CUSTOMER.standsFor("u.id") + " AS id FROM unnest(:customers) AS u(id)");

  private static final String WITH_OPEN_RENEWALS =
      MARK.replace(
          "$CUSTOMERS$",
          "SELECT DISTINCT r.customer_id AS id FROM app.renewal r WHERE r.tenant_id = :tenant AND r.outcome IS NULL");

  /** A correction may have moved a fact to another customer, so every revision's is marked, and who it was merged into. */
  private static final String OF_FACTS =
      MARK.replace(
          "$CUSTOMERS$",
          """
          SELECT DISTINCT $SURVIVOR$ AS id FROM (
            SELECT DISTINCT x.customer_id AS id FROM unnest(:sources, :sourceIds) AS k(source, source_id)
            JOIN app.$TABLE$ x ON x.tenant_id = :tenant AND x.source = k.source AND x.source_id = k.source_id) f
          """
              .replace("$SURVIVOR$", ResourceType.CUSTOMER.standsFor("f.id")));

  private static final String OF_CONTRACTS =
      MARK.replace(
          "$CUSTOMERS$",
          "SELECT DISTINCT x.customer_id AS id FROM app.contract x WHERE x.tenant_id = :tenant AND x.id = ANY(:contracts)");

  private final Jdbi jdbi;
  private final CallerContext callers;

  RescoreMarkRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** Marks these customers. */
  public void mark(Collection<UUID> customers, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(THESE)
                .bind("tenant", callers.tenantId())
                .bind("now", now)
                .bind("customers", customers.toArray(UUID[]::new))
                .execute());
  }

  /** Marks every customer with an open renewal: the rules changed, not the facts. */
  public void markAll(Instant now) {
    jdbi.useHandle(
        handle ->
            handle.createUpdate(WITH_OPEN_RENEWALS).bind("tenant", callers.tenantId()).bind("now", now).execute());
  }

  /** Marks the customers of what was stored; the last that a transaction does, so that others wait for the tenant's row shortly. */
  public void mark(String table, Set<FactKey> stored, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(OF_FACTS.replace("$TABLE$", table))
                .bind("tenant", callers.tenantId())
                .bind("now", now)
                .bind("sources", stored.stream().map(FactKey::source).toArray(String[]::new))
                .bind("sourceIds", stored.stream().map(FactKey::sourceId).toArray(String[]::new))
                .execute());
  }

  /** The same for customers of whom something changed that is no fact; who was merged stands for its survivor. */
  public void markOfCustomers(Collection<UUID> customers, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(OF_CUSTOMERS)
                .bind("tenant", callers.tenantId())
                .bind("now", now)
                .bind("customers", customers.toArray(UUID[]::new))
                .execute());
  }

  /** The same for customers of contracts of which something changed that is no fact. */
  public void markOfContracts(Collection<UUID> contracts, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(OF_CONTRACTS)
                .bind("tenant", callers.tenantId())
                .bind("now", now)
                .bind("contracts", contracts.toArray(UUID[]::new))
                .execute());
  }
}
