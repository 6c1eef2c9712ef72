package dev.perennial.signaltype;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a source delivers of a type. */
@Schema(name = "SignalSource")
record SignalSourceView(
    @Schema(description = "Made from source, kind and type.") UUID id,
    String source,
    String kind,
    String type,
    @Schema(description = "Whether the catalogue has this type with this kind.") boolean catalogued,
    @Schema(description = "Since when facts are known; null: never one.") @Nullable Instant firstKnownAt,
    @Nullable Instant lastOccurredAt,
    @Schema(description = "Days within which a fact is expected; null: nothing in particular is.") @Nullable Integer expectedCadenceDays,
    SourceState state) {}
