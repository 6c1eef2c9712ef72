package dev.perennial.renewal;

/** What a forecast groups by, as in {@code groupBy=}. */
enum ForecastGrouping {
  month("to_char(b.due_date, 'YYYY-MM')"),
  owner("b.owner_id::text"),
  none("CAST(NULL AS text)");

  private final String key;

  ForecastGrouping(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }
}
