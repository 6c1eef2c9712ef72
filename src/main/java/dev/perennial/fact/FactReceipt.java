package dev.perennial.fact;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That a fact is stored. */
public record FactReceipt(
    @Schema(description = "Made from source, source id and revision: the same wherever the fact appears.") UUID id,
    @Schema(description = "False when it was there already.") boolean stored,
    String source,
    String sourceId,
    int revision) {}
