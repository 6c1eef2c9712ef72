package dev.perennial.triggerevent;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to one posted trigger event. */
@Schema(name = "TriggerEventReceipt")
record TriggerEventReceipt(
    @Schema(description = "False when it was stored before; then `triggerEvent` is that one.") boolean stored,
    TriggerEventView triggerEvent) {}
