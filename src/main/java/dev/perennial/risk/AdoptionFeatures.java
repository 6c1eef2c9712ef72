package dev.perennial.risk;

import org.jspecify.annotations.Nullable;

/** Aggregates over utilisation, adoption and stagnation; see {@link AdoptionSections} for what they are taken over. */
final class AdoptionFeatures {
  /** Since the last thing that was new; a month has 30.436875 days. */
  static final String MONTHS =
      "CASE WHEN bool_or(q.reported) THEN date_part('epoch', {cutoff} - max(q.at)) / (86400 * 30.436875) END";

  private AdoptionFeatures() {}

  /** @param usageType an SQL expression; null: of all entitlements */
  static String pace(@Nullable String usageType) {
    String filter = usageType == null ? "" : " FILTER (WHERE q.usage_type = " + usageType + ")";
    return "sum(q.pace)" + filter + " / nullif(count(q.pace)" + filter + ", 0)";
  }

  /** @param path its code, an SQL expression */
  static String progress(String path) {
    return "max(q.progress) FILTER (WHERE q.code = " + path + ")";
  }
}
