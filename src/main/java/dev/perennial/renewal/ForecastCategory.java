package dev.perennial.renewal;

/**
 * Where a renewal counts in the forecast; best case includes commit, commit includes closed;
 * omitted counts nowhere.
 */
public enum ForecastCategory {
  PIPELINE,
  BEST_CASE,
  COMMIT,
  CLOSED,
  OMITTED
}
