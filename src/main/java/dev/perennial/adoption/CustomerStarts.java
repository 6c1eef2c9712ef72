package dev.perennial.adoption;

import dev.perennial.history.PastState;

/** When customers began and whether they are customers still, as derived tables: {@code customer_id, start_date, active}. */
public final class CustomerStarts {
  private static final String COLUMNS =
      " AS customer_id, min(k.start_date) AS start_date, coalesce(bool_or(k.start_date <= :today"
          + " AND coalesce(least(k.end_date, k.ended_date), 'infinity') >= :today), false) AS active FROM ";

  /** One customer's, of a point in time; one row even when it has no contract. Needs the point's binds. */
  public static final String OF_ONE =
      "(SELECT CAST(:customer AS uuid)" + COLUMNS
          + "(SELECT CAST(v.content ->> 'start_date' AS date) AS start_date, CAST(v.content ->> 'end_date' AS date) AS end_date,"
          + " CAST(v.content ->> 'ended_date' AS date) AS ended_date FROM "
          + PastState.contentsOfCustomer("contract", "CAST(:customer AS uuid)") + " v) k WHERE k.start_date <= :today)";

  /** Those of all who ever had a contract that began, as they are now. Needs {@code :tenant} and {@code :today}. */
  public static final String OF_ALL =
      "(SELECT k.customer_id" + COLUMNS
          + "app.contract k WHERE k.tenant_id = :tenant AND k.start_date <= :today GROUP BY k.customer_id)";

  private CustomerStarts() {}
}
