package dev.perennial.risk;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new model, or the next version of one: a scorecard with its lines, or what shall be learned from outcomes.
 *
 * @param code name of the model; a code that exists makes its next version
 * @param featureSetId the version of the feature set that it reads; of an EXTERNAL one, those that back-tests can tell apart
 * @param kind SCORECARD unless stated; BASE_RATE, LOGISTIC and ADDITIVE are learned, and score once they are trained; EXTERNAL
 *     stands for another tool, whose probabilities are loaded to be judged
 * @param baseRate SCORECARD only, required: probability of losing a renewal with every feature at its reference, between 0
 *     and 1
 * @param baseRateStrength SCORECARD only, required: how sure that is, as the standard deviation of its log-odds
 * @param terms SCORECARD only, required: its lines, odds ratios with how sure they are
 * @param learning learned kinds only: how it is trained; sensible settings when absent
 * @param note where the numbers come from
 */
public record ScoringModelFields(
    @NotNull String code,
    @NotNull UUID featureSetId,
    @Nullable ScoringModelKind kind,
    @Nullable Double baseRate,
    @Nullable Double baseRateStrength,
    @Nullable List<TermFields> terms,
    @Valid @Nullable LearningFields learning,
    @Size(max = 2000) @Nullable String note) {
  ScoringModelKind kindOrScorecard() {
    return kind == null ? ScoringModelKind.SCORECARD : kind;
  }
}
