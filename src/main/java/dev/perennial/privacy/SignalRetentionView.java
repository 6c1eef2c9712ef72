package dev.perennial.privacy;

import dev.perennial.platform.http.ETags;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How long the tenant keeps signals of a type.
 *
 * @param days null = for ever
 */
@Schema(name = "SignalRetention")
record SignalRetentionView(String type, long version, String etag, @Nullable Integer days) {
  static SignalRetentionView of(String type, StoredDays stored) {
    return new SignalRetentionView(type, stored.version(), ETags.ofVersion(stored.version()), stored.days());
  }
}
