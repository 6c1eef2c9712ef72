package dev.perennial.triggerevent;

import dev.perennial.platform.http.ETags;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A type of the catalogue.
 *
 * @param decisionRelated happens because of the decision: never a predictor
 * @param windowDays how long it is thought to matter
 * @param mayBeAnnounced whether events may be posted ahead of their time
 * @param active inactive types stay on old events and cannot be posted any more
 */
@Schema(name = "TriggerEventType")
public record TriggerEventTypeView(
    String code, long version, String etag, String label, String meaning, ExpectedDirection expectedDirection,
    boolean decisionRelated, int windowDays, boolean mayBeAnnounced, boolean active) {

  TriggerEventTypeView(
      String code, long version, String label, String meaning, ExpectedDirection expectedDirection, boolean decisionRelated,
      int windowDays, boolean mayBeAnnounced, boolean active) {
    this(
        code, version, ETags.ofVersion(version), label, meaning, expectedDirection, decisionRelated, windowDays, mayBeAnnounced,
        active);
  }
}
