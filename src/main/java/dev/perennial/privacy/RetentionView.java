package dev.perennial.privacy;

import dev.perennial.platform.http.ETags;
import org.jspecify.annotations.Nullable;

/**
 * How long the tenant keeps things of a kind.
 *
 * @param days null = for ever
 * @param defaultDays what holds for tenants that have not said otherwise
 */
record RetentionView(
    RetentionKind kind, long version, String etag, @Nullable Integer days, @Nullable Integer defaultDays, String meaning) {
  static RetentionView of(RetentionKind kind, StoredDays stored) {
    return new RetentionView(
        kind, stored.version(), ETags.ofVersion(stored.version()), stored.days(), kind.defaultDays(), kind.meaning());
  }
}
