package dev.perennial.merge;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A merge of a duplicate.
 *
 * @param aliasId the duplicate; reads of it lead to the survivor while it is merged
 * @param survivorId who stands for it
 * @param unmergedAt null while it is merged
 * @param contractCount contracts that went along, or came back
 * @param contactCount contacts that went along, or came back
 * @param childCount customers below it that went along, or came back
 */
@Schema(name = "CustomerMerge")
record CustomerMergeView(
    UUID aliasId,
    UUID survivorId,
    Instant mergedAt,
    @Nullable Instant unmergedAt,
    int contractCount,
    int contactCount,
    int childCount) {}
