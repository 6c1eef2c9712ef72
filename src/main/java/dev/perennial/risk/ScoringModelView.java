package dev.perennial.risk;

import dev.perennial.scoring.model.ScorecardTerm;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of a scoring model; only its state changes.
 *
 * @param kind SCORECARD: odds ratios stated by people
 * @param featureSet the version of the feature set that it reads
 * @param note where the numbers come from
 */
@Schema(name = "ScoringModel")
public record ScoringModelView(
    UUID id,
    String code,
    int version,
    String kind,
    ModelState state,
    VersionReference featureSet,
    double baseRate,
    double baseRateStrength,
    List<ScorecardTerm> terms,
    @Nullable String note,
    Instant createdAt,
    String createdBy,
    @Nullable Instant activatedAt,
    @Nullable Instant retiredAt) {}
