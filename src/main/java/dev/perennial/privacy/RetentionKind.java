package dev.perennial.privacy;

import org.jspecify.annotations.Nullable;

/** What is kept for a time only; the names are those of {@code platform.apply_retention}. */
enum RetentionKind {
  SIGNALS(null, "Signals, by when they happened. Scores already given keep the inputs they were computed from."),
  TRIGGER_EVENTS(null, "Trigger events that were posted, by when they happened or happen. Detected ones follow from signals and dates, and stay."),
  MEASUREMENTS(null, "Measurements of success metrics, by when they were made."),
  DELIVERY_SCORES(null, "Scores of delivery with their evidence, by when they were given."),
  EVENTS_PERSONAL(1095, "Names, e-mail addresses and the like in old events; the events stay."),
  EVENTS_ADDRESS(365, "IP addresses in old events; the events stay."),
  JOBS(365, "Ended jobs with their errors, by their end."),
  JOB_ERRORS(30, "Errors by line of ended jobs, which quote what was sent.");

  private final @Nullable Integer days;
  private final String meaning;

  RetentionKind(@Nullable Integer days, String meaning) {
    this.days = days;
    this.meaning = meaning;
  }

  /** For a tenant that has not said otherwise; null = for ever. */
  @Nullable Integer defaultDays() {
    return days;
  }

  String meaning() {
    return meaning;
  }
}
