package dev.perennial.renewal;

import dev.perennial.platform.http.Filters;

/** What a summary groups by, as in {@code groupBy=}. */
enum RenewalGrouping {
  stage("b.stage"),
  forecastCategory("b.forecast_category"),
  owner("b.owner_id::text"),
  band("b.band"),
  month("CASE WHEN b.due_date < 'infinity' THEN to_char(b.due_date, 'YYYY-MM') END");

  private final String key;

  RenewalGrouping(String key) {
    this.key = key;
  }

  /** One statement; the owner's name comes along so that nobody has to look it up. */
  String sql(Filters filters) {
    boolean named = this == owner;
    return "SELECT s.*" + (named ? ", u.name AS label" : ", s.key AS label")
        + " FROM (SELECT " + key + " AS key, count(*) AS count, sum(b.amount)::bigint AS amount,"
        + " count(*) FILTER (WHERE b.probability >= 0) AS scored,"
        + " sum(b.expected_loss) FILTER (WHERE b.probability >= 0)::bigint AS expected_loss"
        + " FROM app.renewal_board b WHERE b.tenant_id = :tenant" + filters.sql() + " GROUP BY 1) s"
        + (named ? " LEFT JOIN app.app_user u ON u.tenant_id = :tenant AND u.id = s.key::uuid" : "")
        + " ORDER BY s.key NULLS LAST";
  }
}
