package dev.perennial.customer;

/**
 * What its contracts and renewals say about a customer, as SQL over whichever of them are meant: those of now, or those of
 * a point in time. NOTICE_GIVEN: all that is in force or undecided was
 * cancelled or lost, also when it ended before anybody decided. CHURNED: nothing is in force or undecided
 * any more, and the last decision was a loss; what went to another customer is none.
 */
public final class CustomerStanding {
  /** NOTICE_GIVEN, CHURNED or null, of a row {@code s} of {@link #of}. */
  public static final String DERIVED_STATUS =
      """
      CASE WHEN NOT s.in_force AND NOT s.undecided AND s.last_outcome IN ('NOT_RENEWED', 'TERMINATED_EARLY') THEN 'CHURNED'
           WHEN (s.in_force OR s.undecided) AND s.leaving AND NOT s.staying THEN 'NOTICE_GIVEN' END""";

  private CustomerStanding() {}

  /**
   * One row; needs {@code :today}.
   *
   * @param contracts what stands after FROM for the customer's contracts {@code k}
   * @param renewals the same for its renewals {@code r}
   */
  public static String of(String contracts, String renewals) {
    return """
        SELECT EXISTS (SELECT FROM $CONTRACTS$ AND coalesce(least(k.end_date, k.ended_date), 'infinity') >= :today) AS in_force,
               coalesce(bool_or(r.outcome IS NULL), false) AS undecided,
               coalesce(bool_or(r.outcome IS NULL AND r.notice_received_date IS NOT NULL
                                OR r.outcome IN ('NOT_RENEWED', 'TERMINATED_EARLY')), false) AS leaving,
               coalesce(bool_or(r.outcome IS NULL AND r.notice_received_date IS NULL
                                OR r.outcome = 'RENEWED' AND r.due_date >= :today), false) AS staying,
               (array_agg(r.outcome ORDER BY coalesce(r.due_date, r.decided_date) DESC, r.id DESC)
                  FILTER (WHERE r.outcome <> 'VOIDED' OR r.outcome_detail ->> 'voidReason' = 'TRANSFERRED'))[1] AS last_outcome
        FROM $RENEWALS$ AND r.kind <> 'LINE'"""
        .replace("$CONTRACTS$", contracts)
        .replace("$RENEWALS$", renewals);
  }
}
