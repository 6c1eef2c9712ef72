package dev.perennial.renewal;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What one of us expects, kept beside the model's probability and judged later like it.
 *
 * @param confidence 0 to 1
 * @param by who said so: the credential
 */

@Schema(name = "RenewalHumanCall")
record HumanCall(
    Outcome outcome,
    @Nullable Double confidence,
    @Nullable String note,
    @Nullable Instant expiresAt,
    String by,
    Instant at) {
  HumanCallFields fields() {
    return new HumanCallFields(outcome, confidence, note, expiresAt);
  }
}
