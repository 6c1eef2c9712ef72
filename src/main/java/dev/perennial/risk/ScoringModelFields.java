package dev.perennial.risk;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new scorecard, or the next version of one.
 *
 * @param code name of the model; a code that exists makes its next version
 * @param featureSetId the version of the feature set that it reads
 * @param baseRate probability of losing a renewal with every feature at its reference, between 0
 *     and 1
 * @param baseRateStrength how sure that is: standard deviation of its log-odds
 * @param terms its lines: odds ratios with how sure they are
 * @param note where the numbers come from
 */
public record ScoringModelFields(
    @NotNull String code,
    @NotNull UUID featureSetId,
    double baseRate,
    double baseRateStrength,
    @NotNull List<TermFields> terms,
    @Size(max = 2000) @Nullable String note) {}
