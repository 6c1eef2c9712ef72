package dev.perennial.survey;

/** What survey metrics can be split by. */
enum SurveyGrouping {
  TIER("n.tier"),
  REGION("n.region"),
  MONTH("to_char(n.occurred_at AT TIME ZONE :zone, 'YYYY-MM')"),
  ROLE("r.role");

  /** SQL over an answer {@code n}, with its customer's tier and region, and, for roles, a role {@code r}. */
  final String key;

  SurveyGrouping(String key) {
    this.key = key;
  }
}
