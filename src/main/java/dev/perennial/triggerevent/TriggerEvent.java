package dev.perennial.triggerevent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trigger event ready to be stored: checked, with its references resolved.
 *
 * @param ruleCode the rule that detected it, null when it was posted
 * @param ruleVersion and its version
 */
public record TriggerEvent(
    String source, String sourceId, int revision, UUID customerId, @Nullable UUID contactId, String type, Instant occurredAt,
    Instant knownAt, boolean retracted, @Nullable String ruleCode, @Nullable Integer ruleVersion,
    @Nullable JsonNode attributes) {
  /** The source of what rules detect; nobody else may use it. */
  public static final String DETECTION = "detection";

  /** The order batches are written in, so that two never deadlock. */
  static final Comparator<TriggerEvent> ORDER =
      Comparator.comparing(TriggerEvent::source)
          .thenComparing(TriggerEvent::sourceId)
          .thenComparingInt(TriggerEvent::revision);

  @Nullable String detectedBy() {
    return ruleCode == null ? null : ruleCode + "@" + ruleVersion;
  }

  String key() {
    return source + '\u001f' + sourceId + '\u001f' + revision;
  }
}
