package dev.perennial.customer;

import dev.perennial.editing.ResourceType;
import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Who stands for whom after duplicates were merged. State went to the survivor; facts and ledgers are append-only and keep
 * the customer they were recorded for, so they are read for the whole family.
 */
@Singleton
public class Survivors {
  private static final String FAMILY =
      """
      WITH survivor AS (SELECT {survivor} AS id)
      SELECT id, 0 AS place FROM survivor
      UNION ALL
      SELECT a.alias_id, 1 FROM survivor s JOIN app.alias a ON a.tenant_id = :tenant AND a.resource_type = 'customer'
        AND a.survivor_id = s.id AND a.to_at IS NULL
      ORDER BY place, id
      """
          .replace("{survivor}", of(":customer"));

  /** Merging and parting take effect at the time they are recorded, so both limits of a point in time bound them. */
  private static final String PAST_FAMILY =
      FAMILY.replace(
          "a.to_at IS NULL",
          "a.from_at <= least(CAST(:knownAt AS timestamptz), CAST(:recordedBy AS timestamptz)) AND (a.to_at IS NULL OR a.to_at > least(CAST(:knownAt AS timestamptz), CAST(:recordedBy AS timestamptz)))");

  private static final String KNOWN_FAMILY =
      PAST_FAMILY.replace(" AS id)", " AS id WHERE EXISTS (SELECT FROM " + PastState.one("customer", ":customer") + " known))");

  private final Jdbi jdbi;
  private final CallerContext callers;

  Survivors(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** SQL for the customer a bound id stands for now: itself, unless it was merged into another. Needs {@code :tenant}. */
  public static String of(String bind) {
    return ResourceType.CUSTOMER.standsFor(bind);
  }

  /** The survivor, then everyone merged into it; one round trip. */
  public List<UUID> family(UUID customer) {
    return read(FAMILY, customer, Map.of());
  }

  /** The same as it was at that point. */
  public List<UUID> family(UUID customer, PointInTime at) {
    return read(PAST_FAMILY, customer, at.binds());
  }

  /**
   * The family of a customer that was known at that point.
   *
   * @throws ProblemException when the tenant had no such customer
   */
  public List<UUID> known(UUID customer, PointInTime at) {
    List<UUID> family = read(KNOWN_FAMILY, customer, at.binds());
    if (family.isEmpty()) {
      throw ProblemException.notFound("customer");
    }
    return family;
  }

  private List<UUID> read(String sql, UUID customer, Map<String, Object> binds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bind("customer", customer)
                .bindMap(binds)
                .mapTo(UUID.class)
                .list());
  }
}
