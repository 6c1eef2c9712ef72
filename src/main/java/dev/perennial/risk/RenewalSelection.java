package dev.perennial.risk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which renewals a run scores.
 *
 * @param chosen only these; null for all
 * @param customers only theirs; null for all
 * @param leadDays where each is looked at as of its own cut-off, days before its due date; asOfDay is then today
 * @param asOfDay null for those open now; otherwise those whose term had begun and that were
 *     neither decided nor under notice on that day: a cut-off that looked at the decision itself
 *     would leak
 * @param recordedBy with asOfDay: by what was stored by then; null = by all there is
 */
record RenewalSelection(
    UUID @Nullable [] chosen, UUID @Nullable [] customers, @Nullable LocalDate asOfDay, @Nullable Instant recordedBy,
    @Nullable Integer leadDays) {
  /** Conditions on {@code app.renewal r}. */
  String sql() {
    String those = chosen == null ? "" : " AND r.id = ANY(:chosen)";
    those += customers == null ? "" : " AND r.customer_id = ANY(:customers)";
    if (leadDays != null) {
      return those + OWN;
    }
    return asOfDay == null ? those + " AND r.outcome IS NULL" : those + (recordedBy == null ? PAST : RECORDED);
  }

  /** The day a renewal is looked at when each has its own. */
  static final String CUTOFF_DAY = "least(r.due_date - CAST(:leadDays AS int), r.decision_deadline_date)";

  private static final String OWN =
      """

      AND r.outcome IS DISTINCT FROM 'VOIDED' AND r.due_date IS NOT NULL AND {cutoff} <= :asOfDay
        AND (r.decided_date IS NULL OR r.decided_date >= {cutoff})
        AND (r.notice_received_date IS NULL OR r.notice_received_date >= {cutoff})"""
          .replace("{cutoff}", CUTOFF_DAY);

  private static final String RECORDED =
      """

      AND EXISTS (SELECT FROM (
                    SELECT v.content FROM app.renewal_version v
                    WHERE v.tenant_id = :tenant AND v.id = r.id AND v.recorded_at <= :recordedBy
                    ORDER BY v.known_from DESC, v.version DESC LIMIT 1) v
                  WHERE v.content ->> 'outcome' IS DISTINCT FROM 'VOIDED'
                    AND coalesce(CAST(v.content ->> 'decided_date' AS date), 'infinity') > :asOfDay
                    AND coalesce(CAST(v.content ->> 'notice_received_date' AS date), 'infinity') > :asOfDay)
        AND EXISTS (SELECT FROM app.contract_version c
                    WHERE c.tenant_id = :tenant AND c.id = r.contract_id AND c.recorded_at <= :recordedBy
                      AND CAST(c.content ->> 'start_date' AS date) <= :asOfDay)""";

  private static final String PAST =
      """

      AND r.outcome IS DISTINCT FROM 'VOIDED'
        AND (r.decided_date IS NULL OR r.decided_date > :asOfDay)
        AND (r.notice_received_date IS NULL OR r.notice_received_date > :asOfDay)
        AND EXISTS (SELECT FROM app.contract c
                    WHERE c.tenant_id = :tenant AND c.id = r.contract_id AND c.start_date <= :asOfDay)""";
}
