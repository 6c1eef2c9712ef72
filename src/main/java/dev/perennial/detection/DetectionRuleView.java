package dev.perennial.detection;

import dev.perennial.platform.http.ETags;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of a rule as it is read.
 *
 * @param active whether it is in force now or will be
 * @param effectiveFrom from when on it speaks
 * @param effectiveUntil until when; null while it is in force
 * @param rule what it looks for
 */
@Schema(name = "DetectionRule")
record DetectionRuleView(
    String code, int version, String etag, boolean active, Instant effectiveFrom, @Nullable Instant effectiveUntil,
    Instant createdAt, String createdBy, DetectionRuleFields rule) {
  static DetectionRuleView of(DetectionRule rule) {
    return new DetectionRuleView(
        rule.code(), rule.version(), ETags.ofVersion(rule.version()), rule.effectiveUntil() == null, rule.effectiveFrom(),
        rule.effectiveUntil(), rule.createdAt(), rule.createdBy(), rule.fields());
  }
}
