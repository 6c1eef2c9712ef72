package dev.perennial.renewal;

import dev.perennial.history.PastState;
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
    return sql("app.renewal_board b WHERE b.tenant_id = :tenant" + filters.sql(), "app.app_user u ON u.tenant_id = :tenant AND u.id = s.key::uuid");
  }

  /** The same of a point in time; an amount whose exchange rate was not known then is counted and in no sum. */
  String past(Filters filters) {
    String user = "LATERAL " + PastState.one("app_user", "s.key::uuid") + " u ON true";
    return sql(RenewalReader.PAST_BOARD + " b WHERE true" + filters.sql(), user);
  }

  private String sql(String board, String user) {
    boolean named = this == owner;
    return "SELECT s.*" + (named ? ", u.name AS label" : ", s.key AS label")
        + " FROM (SELECT " + key + " AS key, count(*) AS count,"
        + " coalesce(sum(b.amount) FILTER (WHERE b.amount >= 0), 0)::bigint AS amount,"
        + " count(*) FILTER (WHERE b.probability >= 0) AS scored,"
        + " coalesce(sum(b.expected_loss) FILTER (WHERE b.probability >= 0 AND b.amount >= 0), 0)::bigint AS expected_loss"
        + " FROM " + board + " GROUP BY 1) s"
        + (named ? " LEFT JOIN " + user : "")
        + " ORDER BY s.key NULLS LAST";
  }
}
