package dev.perennial.ticket;

import dev.perennial.customer.Survivors;
import dev.perennial.signal.Signals;

/** SQL that everyone who reads tickets needs: what their facts make of them at a point in time. */
public final class Tickets {
  private static final String NEWEST = "ORDER BY s.occurred_at DESC, s.known_at DESC, s.source_id DESC";

  /** Of a ticket nobody told the opening of, the first fact stands for it. */
  private static final String TICKETS =
      """
      (SELECT g.source, g.subject_key, g.customer_id, g.type, g.severity, g.last_update_at, g.facts, g.closed_at,
              coalesce(g.severity, 0) AS sort_severity, $ID$ AS id,
              CASE WHEN g.closed_at IS NULL OR g.last_opened_at > g.closed_at THEN 'OPEN' ELSE 'CLOSED' END AS state,
              coalesce(CASE WHEN g.closed_at IS NULL THEN g.first_opened_at END, g.last_opened_at, g.first_at) AS opened_at$MORE$
       FROM (SELECT s.source, s.subject_key,
                    min(s.occurred_at) FILTER (WHERE s.phase = 'OPENED') AS first_opened_at,
                    max(s.occurred_at) FILTER (WHERE s.phase = 'OPENED') AS last_opened_at,
                    max(s.occurred_at) FILTER (WHERE s.phase = 'CLOSED') AS closed_at,
                    min(s.occurred_at) AS first_at, max(s.occurred_at) AS last_update_at, count(*) AS facts,
                    (array_agg(s.severity $NEWEST$) FILTER (WHERE s.severity IS NOT NULL))[1] AS severity,
                    (array_agg(s.type $NEWEST$))[1] AS type,
                    (array_agg($SURVIVOR$ $NEWEST$))[1] AS customer_id$COLLECTED$
             FROM app.signal s
             WHERE s.tenant_id = :tenant AND s.kind = 'TICKET' AND s.subject_key IS NOT NULL AND s.occurred_at <= $UNTIL$
               $CUSTOMER$ $PAST$
             GROUP BY s.source, s.subject_key) g) t
      """
          .replace("$ID$", Signals.idOf("g.source || chr(31) || g.subject_key"))
          .replace("$SURVIVOR$", Survivors.of("s.customer_id"))
          .replace("$PAST$", Signals.PAST_SQL);

  private static final String NEWEST_FACT =
      ", (array_agg(s.source_id || chr(31) || s.revision " + NEWEST + "))[1] AS newest_fact";

  private static final String NEWEST_FACT_ID =
      ", " + Signals.idOf("g.source || chr(31) || g.newest_fact") + " AS newest_fact_id";

  private Tickets() {}

  /**
   * A derived table {@code t}, one row for each ticket: open while it was opened after it was last closed, as severe as last
   * stated. Needs {@code :tenant}, {@code :knownAt} and {@code :recordedBy}.
   *
   * @param until what happened later is not seen (an SQL expression)
   * @param customer {@code AND …}: a condition on the signals {@code s}, or nothing
   */
  public static String of(String until, String customer) {
    return text(until, customer, "", "");
  }

  /** The same with {@code newest_fact_id}: the signal that last spoke of the ticket. */
  public static String withNewestFact(String until, String customer) {
    return text(until, customer, NEWEST_FACT_ID, NEWEST_FACT);
  }

  private static String text(String until, String customer, String more, String collected) {
    return TICKETS
        .replace("$MORE$", more)
        .replace("$COLLECTED$", collected)
        .replace("$NEWEST$", NEWEST)
        .replace("$UNTIL$", until)
        .replace("$CUSTOMER$", customer);
  }
}
