package dev.perennial.history;

/**
 * SQL of the terms of a contract. A renewal that extends it moves its end (and {@code term_months}, which is the length of
 * the whole), so terms follow from the decisions: one begins the day after a renewal was due that was renewed. Where the
 * contract goes on in another one, nothing of it is left after that day.
 */
public final class TermSql {
  private static final String TERMS =
      """
      (SELECT row_number() OVER (ORDER BY b.day) AS number, b.day AS from_date, lead(b.day) OVER (ORDER BY b.day) AS next_date
       FROM (SELECT $START$ AS day
             UNION SELECT d.due_date + 1 FROM $RENEWALS$ d
             WHERE d.contract_id = $ID$ AND d.kind = 'TERM' AND d.outcome = 'RENEWED' AND d.due_date >= $START$
             UNION SELECT $END$ + 1) b
       WHERE b.day <= coalesce($END$ + 1, 'infinity'))""";

  private static final String PAUSED =
      """
      (SELECT coalesce(sum(greatest(extract(epoch FROM least($TO$, CAST(z."toDate" + 1 AS timestamp) AT TIME ZONE :zone)
                - greatest($FROM$, CAST(z."fromDate" AS timestamp) AT TIME ZONE :zone)), 0)), 0)
       FROM jsonb_to_recordset($PAUSES$) AS z("fromDate" date, "toDate" date))""";

  private TermSql() {}

  /**
   * The terms in their order, as {@code number}, {@code from_date} and {@code next_date}, the first day that is the next
   * one's; null when open. After the end of a contract comes one that has no days.
   *
   * @param renewals a table, or what stands for it, with the decisions of the contract at least
   * @param id the contract, an SQL expression like the others
   * @param end its last day; null = evergreen
   */
  public static String terms(String renewals, String id, String start, String end) {
    return TERMS.replace("$RENEWALS$", renewals).replace("$ID$", id).replace("$START$", start).replace("$END$", end);
  }

  /** How many seconds between two times a contract rests, by its {@code pauses}; needs {@code :zone}. */
  public static String pausedSeconds(String pauses, String from, String to) {
    return PAUSED.replace("$PAUSES$", pauses).replace("$FROM$", from).replace("$TO$", to);
  }
}
