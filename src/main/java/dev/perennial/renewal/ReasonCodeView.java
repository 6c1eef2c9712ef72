package dev.perennial.renewal;

import dev.perennial.platform.http.ETags;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A reason an outcome can be given.
 *
 * @param appliesTo outcomes it may be given for
 * @param avoidable whether such a loss could have been avoided; null = it depends, say it each time
 * @param active inactive codes stay on old outcomes and cannot be given any more
 */
@Schema(name = "ReasonCode")
public record ReasonCodeView(
    String code, long version, String etag, String label, List<Outcome> appliesTo, @Nullable Boolean avoidable, boolean active) {

  ReasonCodeView(
      String code, long version, String label, List<Outcome> appliesTo, @Nullable Boolean avoidable, boolean active) {
    this(code, version, ETags.ofVersion(version), label, appliesTo, avoidable, active);
  }
}
