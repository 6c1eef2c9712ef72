package dev.perennial.risk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.editing.Reference;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A question: what would the score be if this were otherwise?
 *
 * @param renewalId an open renewal
 * @param modelId another model than the active one
 * @param changes features by code: a number, true or false, the name of a level, or null for "connected, but nothing
 *     there"; empty or left out: the renewal as it stands
 */
public record WhatIfRequest(
    @NotNull Reference renewalId,
    @Nullable UUID modelId,
    @Schema(
            description =
                "Features by code: a number, true or false, the name of a level, or null for \"connected, but nothing there\". Left out or empty: the renewal as it stands.",
            examples = "{\"champion_left_180\":0,\"nps_last\":9}")
        @Size(max = 200)
        @Nullable Map<@Size(min = 1, max = 100) String, JsonNode> changes) {}
