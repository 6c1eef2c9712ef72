package dev.perennial.noveluse;

import dev.perennial.customer.Survivors;
import dev.perennial.history.PastState;
import dev.perennial.signal.Signals;

/**
 * The statement that compares mixes. With n signals of a type, N in all and K types in the segment, a share is
 * (n + ½) / (N + K/2); the segment's is that of the others, the customer's own signals left out. The divergence is the sum of
 * ½·(p·log₂(2p/(p+q)) + q·log₂(2q/(p+q))) over the types; of two samples from the same mix it is about
 * (K − 1)·(1/N + 1/M) / (8·ln 2): to second order it is Σ(p − q)²/(8·ln 2·p), of which chance gives that much.
 */
final class NovelUseSql {
  static final double PSEUDOCOUNT = 0.5;

  private static final String MIXES =
      """
      WITH counted AS (
        SELECT $SURVIVOR$ AS customer_id, s.type, count(*) AS n
        FROM app.signal s
        WHERE s.tenant_id = :tenant AND s.kind = 'USAGE' AND s.occurred_at > :from AND s.occurred_at <= :knownAt $PAST$
        GROUP BY 1, 2),
      member AS MATERIALIZED (SELECT c.id, c.name, $SEGMENT$ AS segment FROM $CUSTOMERS$ c WHERE true $UNMERGED$),
      own AS (
        SELECT m.id, m.name, m.segment, coalesce(sum(k.n), 0) AS events
        FROM member m LEFT JOIN counted k ON k.customer_id = m.id GROUP BY m.id, m.name, m.segment),
      kind AS (
        SELECT m.segment, k.type, sum(k.n) AS n FROM counted k JOIN member m ON m.id = k.customer_id GROUP BY m.segment, k.type),
      segment AS (
        SELECT o.segment, sum(o.events) AS events, count(*) FILTER (WHERE o.events > 0) AS customers,
               (SELECT count(*) FROM kind t WHERE t.segment IS NOT DISTINCT FROM o.segment) AS types
        FROM own o GROUP BY o.segment),
      compared AS (
        SELECT o.id, o.name, o.segment, o.events, g.events - o.events AS others, g.types,
               g.customers - CASE WHEN o.events > 0 THEN 1 ELSE 0 END AS customers,
               CASE WHEN o.events < :minEvents THEN 'TOO_FEW_EVENTS'
                    WHEN g.events - o.events < :minEvents THEN 'TOO_FEW_IN_SEGMENT' ELSE 'COMPARED' END AS state
        FROM own o JOIN segment g ON g.segment IS NOT DISTINCT FROM o.segment $WHO$),
      share AS (
        SELECT c.id, t.type, coalesce(k.n, 0) AS n,
               CAST((coalesce(k.n, 0) + 0.5) / (c.events + 0.5 * c.types) AS float8) AS p,
               CAST((t.n - coalesce(k.n, 0) + 0.5) / (c.others + 0.5 * c.types) AS float8) AS q
        FROM compared c JOIN kind t ON t.segment IS NOT DISTINCT FROM c.segment
        LEFT JOIN counted k ON k.customer_id = c.id AND k.type = t.type
        WHERE c.state = 'COMPARED'),
      part AS (
        SELECT h.*, 0.5 * (h.p * ln(2 * h.p / (h.p + h.q)) + h.q * ln(2 * h.q / (h.p + h.q))) / ln(CAST(2 AS float8)) AS part
        FROM share h),
      ranked AS (
        SELECT p.*, row_number() OVER (PARTITION BY p.id, p.p > p.q ORDER BY p.part DESC, p.type) AS place FROM part p),
      told AS (
        SELECT r.id, sum(r.part) AS divergence,
               coalesce(jsonb_agg(jsonb_build_object('type', r.type, 'events', r.n, 'share', r.p, 'segmentShare', r.q,
                 'contribution', r.part) ORDER BY r.place) FILTER (WHERE r.p > r.q AND r.place <= :most), '[]') AS types
        FROM ranked r GROUP BY r.id),
      x AS (
        SELECT c.id AS customer_id, c.name, c.segment, c.events, c.others, c.customers, c.state, d.divergence, d.types,
               v.chance, d.divergence - v.chance AS excess
        FROM compared c LEFT JOIN told d ON d.id = c.id
        CROSS JOIN LATERAL (
          SELECT CASE WHEN c.state = 'COMPARED' THEN CAST((c.types - 1) / (8 * ln(2.0)) * (1.0 / c.events + 1.0 / c.others) AS float8)
                 END AS chance) v)
      SELECT x.* FROM x WHERE true
      """;

  private NovelUseSql() {}

  /** One customer as of a point in time. */
  static String ofOne(SegmentBy by) {
    return MIXES
        .replace("$SURVIVOR$", PastState.survivor("s.customer_id"))
        .replace("$CUSTOMERS$", PastState.all("customer"))
        .replace("$UNMERGED$", PastState.unmerged("c.id"))
        .replace("$PAST$", Signals.PAST_SQL)
        .replace("$SEGMENT$", by.column)
        .replace("$WHO$", "WHERE o.id = :customer");
  }

  /** All customers, as they are now. */
  static String ofAll(SegmentBy by) {
    return MIXES
            .replace("$SURVIVOR$", Survivors.of("s.customer_id"))
            .replace("$CUSTOMERS$", "(SELECT * FROM app.customer WHERE tenant_id = :tenant)")
            .replace("$UNMERGED$", PastState.unmerged("c.id"))
            .replace("$PAST$", Signals.PAST_SQL)
            .replace("$SEGMENT$", by.column)
            .replace("$WHO$", "")
        + " AND x.state = 'COMPARED'";
  }
}
