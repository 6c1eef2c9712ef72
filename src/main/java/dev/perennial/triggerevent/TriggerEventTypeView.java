package dev.perennial.triggerevent;

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
    String code, String label, String meaning, ExpectedDirection expectedDirection, boolean decisionRelated, int windowDays,
    boolean mayBeAnnounced, boolean active) {}
