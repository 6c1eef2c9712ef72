package dev.perennial.engagement;

import dev.perennial.customer.CustomerStatus;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All customers by their silence, from the read model that ingest keeps: no signal is read. */
@Singleton
class SilenceRepository {
  /** Without any contact: since when a source could have told of the customer, which may be newer than the source. */
  static final String SINCE =
      "coalesce(b.last_interaction_at, greatest(CAST(:connected AS timestamptz), least(c.created_at,"
          + " (SELECT min(k.start_date)::timestamp AT TIME ZONE 'UTC' FROM app.contract k"
          + " WHERE k.tenant_id = :tenant AND k.customer_id = c.id))))";
  private static final int DEFAULT_SILENT_DAYS = 90;

  private static final String SELECT =
      """
      SELECT c.id, c.name, c.tier, c.region, c.csm_id, c.do_not_contact_until_date, b.last_interaction_at,
             b.next_renewal_id, b.next_renewal_due_date, b.highest_risk, $SINCE$ AS since
      FROM app.customer c LEFT JOIN app.customer_board b ON b.tenant_id = :tenant AND b.customer_id = c.id
      WHERE c.tenant_id = :tenant
        AND NOT EXISTS (SELECT FROM app.alias a WHERE a.tenant_id = :tenant AND a.resource_type = 'customer'
                        AND a.alias_id = c.id AND a.to_at IS NULL)
      """
          .replace("$SINCE$", SINCE);

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final SettingsService settings;

  SilenceRepository(Jdbi jdbi, CallerContext callers, SettingsService settings) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.settings = settings;
  }

  static Filters filters(SilenceFilter filter, @Nullable Instant connected, Instant now) {
    String status = filter.status == null ? "ONBOARDING,ACTIVE,NOTICE_GIVEN" : filter.status;
    Filters filters =
        new Filters()
            .in("coalesce(b.derived_status, c.status)", "status", status, CustomerStatus.class)
            .in("c.tier", "tier", filter.tier)
            .in("c.region", "region", filter.region)
            .and("c.csm_id = :csmId", "csmId", filter.csmId)
            .and("coalesce(c.do_not_contact_until_date > :today, false) = :doNotContact", "doNotContact", filter.doNotContact);
    if (filter.silentDays != null) {
      // by the hour, so that a cursor keeps its meaning while the clock goes on
      Instant until = now.truncatedTo(java.time.temporal.ChronoUnit.HOURS).minus(Duration.ofDays(filter.silentDays));
      filters.and(SINCE + " <= :until", "until", until);
      if (connected == null) {
        filters.and("(b.last_interaction_at IS NOT NULL) = :touched", "touched", true);
      }
    }
    return filters;
  }

  /** Since when any source tells of interactions; null: none does. */
  @Nullable Instant connectedSince() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT min(first_known_at) FROM app.signal_stream WHERE tenant_id = :tenant AND kind = 'INTERACTION'")
                .bind("tenant", callers.tenantId())
                .mapTo(Instant.class)
                .findOne()
                .orElse(null));
  }

  List<SilentCustomer> list(
      Keyset<SilentCustomer> keyset, Filters filters, @Nullable Instant connected, Instant now, @Nullable Integer silentDays) {
    int days = silentDays == null ? DEFAULT_SILENT_DAYS : silentDays;
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("today", settings.today())
                .bind("connected", connected == null ? Instant.EPOCH : connected)
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map((row, context) -> SilentCustomer.read(row, connected, now, days))
                .list());
  }
}
