package dev.perennial.engagement;

import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.history.TermSql;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.signal.Signals;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** One customer's interactions, aggregated where they are. */
@Singleton
class EngagementRepository {
  /**
   * The term is that of the running contract that ends first; of one that was extended, the term of today, of an evergreen
   * one the year up to now. Silence is a gap from when somebody could have told of a contact: the source, the
   * customer's first contract where that came later, or an earlier contact. So does the measure LONGEST_GAP_DAYS.
   */
  private static final String READ =
      """
      WITH f AS MATERIALIZED (
        SELECT s.occurred_at AS at, s.direction, s.sentiment, s.contact_id, $PARTICIPANTS$ AS participants
        FROM app.signal s
        WHERE s.tenant_id = :tenant AND s.customer_id = ANY(:family) AND s.kind = 'INTERACTION'
          AND s.occurred_at <= :knownAt $PAST$
      ), term AS (
        SELECT k.id, least(k.ends, t.next_date - 1) AS ends,
               CASE WHEN k.ends IS NULL THEN greatest(k.start_date, CAST(:today AS date) - 364) ELSE t.from_date END AS starts
        FROM (SELECT c.id, c.start_date, c.end_date, coalesce(c.ended_date, c.end_date) AS ends FROM $CONTRACTS$ c) k
        CROSS JOIN LATERAL $TERMS$ t
        WHERE k.start_date <= :today AND (k.ends IS NULL OR k.ends >= :today)
          AND t.from_date <= :today AND coalesce(t.next_date, 'infinity') > :today
        ORDER BY k.ends NULLS LAST, k.id LIMIT 1
      ), told AS (
        SELECT greatest(
          (SELECT min(t.first_known_at) FROM app.signal_stream t
           WHERE t.tenant_id = :tenant AND t.kind = 'INTERACTION' AND t.first_known_at <= :knownAt),
          (SELECT CAST(min(c.start_date) AS timestamp) AT TIME ZONE :zone FROM $CONTRACTS$ c)) AS since
      ), gap AS (
        SELECT g.gap_from, g.gap_to
        FROM (SELECT greatest(p.since, t.begins) AS gap_from, p.at AS gap_to
              FROM (SELECT CAST(term.starts AS timestamp) AT TIME ZONE :zone AS begins FROM term) t
              JOIN (SELECT m.at, coalesce(lag(m.at) OVER (ORDER BY m.at), least(m.at, told.since)) AS since
                    FROM (SELECT f.at FROM f UNION ALL SELECT CAST(:knownAt AS timestamptz)) m CROSS JOIN told) p
                ON p.at >= t.begins) g
        ORDER BY g.gap_to - g.gap_from DESC, g.gap_from LIMIT 1
      ), rule AS (
        SELECT CAST(v.content ->> 'contact_cap' AS int) AS cap, CAST(v.content ->> 'contact_cap_days' AS int) AS cap_days
        FROM app.settings_version v
        WHERE v.tenant_id = :tenant AND v.id = :tenant
          AND (v.version = 0 OR v.known_from <= :knownAt AND v.recorded_at <= :recordedBy)
        ORDER BY v.version DESC LIMIT 1
      ), people AS (
        SELECT x.id, count(*) AS contacts, max(f.at) AS last_at
        FROM f CROSS JOIN LATERAL (SELECT unnest(f.participants) AS id UNION SELECT f.contact_id) x
        WHERE x.id IS NOT NULL GROUP BY x.id ORDER BY max(f.at) DESC, x.id LIMIT 50
      )
      SELECT a.*, rule.cap, rule.cap_days, term.id AS contract_id, term.starts AS term_from, term.ends AS term_to,
             gap.gap_from, gap.gap_to, CAST(extract(epoch FROM gap.gap_to - gap.gap_from) / 86400 AS float8) AS gap_days,
             (SELECT c.do_not_contact_until_date FROM $CUSTOMER$ c) AS do_not_contact_until_date,
             (SELECT min(t.first_known_at) FROM app.signal_stream t
              WHERE t.tenant_id = :tenant AND t.kind = 'INTERACTION' AND t.first_known_at <= :knownAt) AS connected_since,
             least((SELECT c.created_at FROM $CUSTOMER$ c),
               (SELECT min(c.start_date)::timestamp AT TIME ZONE 'UTC' FROM $CONTRACTS$ c)) AS customer_since,
             (SELECT count(*) FROM f WHERE f.direction = 'OUTBOUND'
                AND f.at > CAST(:knownAt AS timestamptz) - make_interval(days => rule.cap_days)) AS outbound_in_cap,
             (SELECT f.at + make_interval(days => rule.cap_days) FROM f WHERE f.direction = 'OUTBOUND'
                AND f.at > CAST(:knownAt AS timestamptz) - make_interval(days => rule.cap_days)
              ORDER BY f.at DESC OFFSET greatest(rule.cap - 1, 0) LIMIT 1) AS cap_frees_at,
             (SELECT coalesce(jsonb_agg(jsonb_build_object('contactId', p.id, 'contacts', p.contacts,
                'lastContactAt', to_char(p.last_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
                ORDER BY p.last_at DESC, p.id), '[]') FROM people p) AS participants,
             (SELECT coalesce(jsonb_agg(jsonb_build_object('contactId', k.id,
                'doNotContactUntilDate', k.do_not_contact_until_date) ORDER BY k.id), '[]')
              FROM (SELECT t.* FROM (SELECT c.id FROM app.contact c WHERE c.tenant_id = :tenant AND c.customer_id = :survivor) i
                    CROSS JOIN LATERAL $CONTACT$ t) k
              WHERE k.do_not_contact_until_date > :today) AS restricted
      FROM (SELECT count(*) AS contacts, max(f.at) AS last_contact,
                   max(f.at) FILTER (WHERE f.direction = 'INBOUND') AS last_inbound,
                   max(f.at) FILTER (WHERE f.direction = 'OUTBOUND') AS last_outbound,
                   $RECENT$, $BEFORE$,
                   CASE WHEN count(f.sentiment) FILTER (WHERE f.at > :windowTwo) > 2 THEN
                     regr_slope(f.sentiment, CAST(extract(epoch FROM f.at) / 2592000 AS float8))
                       FILTER (WHERE f.at > :windowTwo) END AS sentiment_slope
            FROM f) a
      LEFT JOIN rule ON true LEFT JOIN term ON true LEFT JOIN gap ON true
      """
          .replace("$PARTICIPANTS$", Signals.PARTICIPANTS_SQL)
          .replace("$PAST$", Signals.PAST_SQL)
          .replace("$TERMS$", TermSql.terms(PastState.ofCustomer("renewal", ":survivor"), "k.id", "k.start_date", "k.end_date"))
          .replace("$CONTRACTS$", PastState.ofCustomer("contract", ":survivor"))
          .replace("$CUSTOMER$", PastState.one("customer", ":survivor"))
          .replace("$CONTACT$", PastState.one("contact", "i.id"))
          .replace("$RECENT$", window("recent_", "f.at > :windowOne"))
          .replace("$BEFORE$", window("before_", "f.at > :windowTwo AND f.at <= :windowOne"));

  private final Jdbi jdbi;
  private final CallerContext callers;

  EngagementRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  private static String window(String prefix, String condition) {
    return """
        count(*) FILTER (WHERE $W$) AS $P$contacts,
        count(*) FILTER (WHERE $W$ AND f.direction = 'INBOUND') AS $P$inbound,
        count(*) FILTER (WHERE $W$ AND f.direction = 'OUTBOUND') AS $P$outbound,
        count(f.sentiment) FILTER (WHERE $W$) AS $P$sentiments,
        avg(f.sentiment) FILTER (WHERE $W$) AS $P$sentiment"""
        .replace("$W$", condition)
        .replace("$P$", prefix);
  }

  EngagementFacts read(List<UUID> family, PointInTime at, ZoneId zone, int windowDays) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(READ)
                .bind("tenant", callers.tenantId())
                .bind("family", family.toArray(UUID[]::new))
                .bind("survivor", family.getFirst())
                .bind("zone", zone.getId())
                .bind("windowOne", at.knownAt().minus(java.time.Duration.ofDays(windowDays)))
                .bind("windowTwo", at.knownAt().minus(java.time.Duration.ofDays(2L * windowDays)))
                .bindMap(at.binds())
                .map((row, context) -> EngagementFacts.read(row, windowDays))
                .one());
  }
}
