package dev.perennial.learning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A model judged on the past, beside others on the same renewals.
 *
 * @param outcome NOT_ENOUGH_DATA where there was nothing to judge by; the reason says what would be enough
 * @param outOfTime whether every judged renewal fell due after its model was trained; false where the sample has no such
 *     past, and customers were held out instead
 * @param origins days at which models were trained
 * @param rows renewals judged
 * @param notJudged renewals that another tool had no probability for by their cut-off
 * @param rowsSha256 digest of the sample
 * @param contenders the model, and what it is compared with
 * @param comparisons the model against each other contender
 * @param segments how good the model was on each level of the feature asked for
 * @param proposal whether the model should replace the active one; a person decides. Null where it is active itself
 */
@Schema(name = "BackTest")
public record BackTestView(
    UUID id,
    UUID modelId,
    Outcome outcome,
    String reason,
    boolean outOfTime,
    List<LocalDate> origins,
    int horizonDays,
    int parts,
    int leadDays,
    LocalDate decidedUntil,
    long seed,
    int rows,
    int losses,
    int notJudged,
    String rowsSha256,
    List<Judged> contenders,
    List<Comparison> comparisons,
    @Nullable String segment,
    List<Segment> segments,
    @Nullable Proposal proposal,
    List<String> warnings,
    Instant createdAt,
    String createdBy) {
  public BackTestView {
    origins = List.copyOf(origins);
    contenders = List.copyOf(contenders);
    comparisons = List.copyOf(comparisons);
    segments = List.copyOf(segments);
    warnings = List.copyOf(warnings);
  }

  /** Whether there was anything to judge by. */
  @Schema(name = "BackTestOutcome")
  public enum Outcome {
    JUDGED,
    NOT_ENOUGH_DATA
  }

  /**
   * A contender and how good it was.
   *
   * @param role MODEL, CHALLENGER (named in the request), CHAMPION (the active one), RULES_ONLY (the newest scorecard) or BASE_RATE
   * @param modelId null for the base rate
   */
  @Schema(name = "BackTestContender")
  public record Judged(
      Contender.Role role, @Nullable UUID modelId, String code, int version, Judgement judgement) {}

  /**
   * The model against another contender on the same renewals.
   *
   * @param againstModelId null for the base rate, and in back-tests made before models could be named
   * @param difference log loss of the model less that of the other: below 0 the model is better
   * @param lower lower end of its 95% interval, from drawing whole customers again and again
   * @param upper upper end of its 95% interval
   * @param better whether the model is shown to be better
   */
  @Schema(name = "BackTestComparison")
  public record Comparison(
      Contender.Role against,
      @Nullable UUID againstModelId,
      double difference, @Nullable Double lower, @Nullable Double upper, boolean better) {}

  /**
   * The model on one level of a feature.
   *
   * @param predicted mean probability
   * @param observed loss rate
   */
  @Schema(name = "BackTestSegment")
  public record Segment(
      String level,
      int rows,
      int losses,
      double predicted,
      double observed,
      double observedLower,
      double observedUpper,
      @Nullable Double auc,
      double logLoss) {}

  /**
   * What the rules of promotion say.
   *
   * @param promote whether every rule is kept
   * @param against the active model
   * @param reasons each rule and how it fell out
   */
  @Schema(name = "PromotionProposal")
  public record Proposal(boolean promote, @Nullable UUID against, List<String> reasons) {
    public Proposal {
      reasons = List.copyOf(reasons);
    }
  }
}
