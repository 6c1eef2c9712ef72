package dev.perennial.privacy;

import org.jspecify.annotations.Nullable;

/**
 * How long the tenant keeps things of a kind.
 *
 * @param days null = for ever
 * @param defaultDays what holds for tenants that have not said otherwise
 */
record RetentionView(RetentionKind kind, @Nullable Integer days, @Nullable Integer defaultDays, String meaning) {
  static RetentionView of(RetentionKind kind, @Nullable Integer days) {
    return new RetentionView(kind, days, kind.defaultDays(), kind.meaning());
  }
}
