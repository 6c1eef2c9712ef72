package dev.perennial.risk;

import dev.perennial.scoring.feature.FeatureDefinition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version of a feature set; it never changes. */
@Schema(name = "FeatureSet")
public record FeatureSetView(
    UUID id,
    String code,
    int version,
    List<FeatureDefinition> features,
    Instant createdAt,
    String createdBy) {}
