package dev.perennial.merge;

import dev.perennial.editing.Reference;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whom a duplicate is merged into. */
@Schema(name = "CustomerMergeRequest")
record MergeRequest(@Schema(description = "The customer that survives.") @NotNull Reference into) {}
