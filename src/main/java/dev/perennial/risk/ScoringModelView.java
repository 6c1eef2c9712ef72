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
 * @param kind SCORECARD: odds ratios stated by people; EXTERNAL: probabilities of another tool; the others are learned from
 *     decided renewals
 * @param featureSet the version of the feature set that it reads
 * @param baseRate of a scorecard; null for learned models
 * @param baseRateStrength of a scorecard; null for learned models
 * @param terms lines of a scorecard; empty for learned models
 * @param learning how a learned model is trained; null for scorecards
 * @param training what training made of it; null until then, and for scorecards
 * @param note where the numbers come from
 */
@Schema(name = "ScoringModel")
public record ScoringModelView(
    UUID id,
    String code,
    int version,
    ScoringModelKind kind,
    ModelState state,
    VersionReference featureSet,
    @Nullable Double baseRate,
    @Nullable Double baseRateStrength,
    List<ScorecardTerm> terms,
    @Nullable Learning learning,
    @Nullable ModelTraining training,
    @Nullable String note,
    Instant createdAt,
    String createdBy,
    @Nullable Instant activatedAt,
    @Nullable Instant retiredAt) {}
