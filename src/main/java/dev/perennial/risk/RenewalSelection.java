package dev.perennial.risk;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which renewals a run scores.
 *
 * @param chosen only these; null for all
 * @param asOfDay null for those open now; otherwise those whose term had begun and that were
 *     neither decided nor under notice on that day: a cut-off that looked at the decision itself
 *     would leak
 */
record RenewalSelection(UUID @Nullable [] chosen, @Nullable LocalDate asOfDay) {
  /** Conditions on {@code app.renewal r}. */
  String sql() {
    String those = chosen == null ? "" : " AND r.id = ANY(:chosen)";
    return asOfDay == null ? those + " AND r.outcome IS NULL" : those + PAST;
  }

  private static final String PAST =
      """

      AND r.outcome IS DISTINCT FROM 'VOIDED'
        AND (r.decided_date IS NULL OR r.decided_date > :asOfDay)
        AND (r.notice_received_date IS NULL OR r.notice_received_date > :asOfDay)
        AND EXISTS (SELECT FROM app.contract c
                    WHERE c.tenant_id = :tenant AND c.id = r.contract_id AND c.start_date <= :asOfDay)""";
}
