package dev.perennial.modelcard;

import dev.perennial.learning.BackTestView;
import dev.perennial.learning.Judgement;
import dev.perennial.learning.ModelMonitoring;
import dev.perennial.risk.ModelState;
import dev.perennial.risk.ScoringModelKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What one should know of a version of a scoring model before relying on it. Sentences are in English and meant for people;
 * the numbers behind them stand beside them.
 *
 * @param summary one sentence
 * @param predicts what its number means
 * @param trainedOn where the numbers come from
 * @param provenance what lets anyone check that; null where nothing was trained
 * @param quality how good it is
 * @param features what moves it most, strongest first
 * @param leftOut what it does not use, and why
 * @param backTests newest first
 * @param monitoring in earnest, since it was activated or over the last year
 * @param inEarnest the same in words
 * @param limits what it does not know
 * @param use what to do with it, and what not
 */
@Schema(name = "ModelCard")
public record ModelCard(
    UUID modelId,
    String code,
    int version,
    ScoringModelKind kind,
    ModelState state,
    @Nullable String note,
    Instant createdAt,
    String createdBy,
    @Nullable Instant activatedAt,
    String summary,
    List<String> predicts,
    List<String> trainedOn,
    @Nullable Provenance provenance,
    Quality quality,
    List<Effect> features,
    List<LeftOut> leftOut,
    List<PastJudgement> backTests,
    ModelMonitoring monitoring,
    List<String> inEarnest,
    List<String> limits,
    List<String> use) {
  public ModelCard {
    predicts = List.copyOf(predicts);
    trainedOn = List.copyOf(trainedOn);
    features = List.copyOf(features);
    leftOut = List.copyOf(leftOut);
    backTests = List.copyOf(backTests);
    inEarnest = List.copyOf(inEarnest);
    limits = List.copyOf(limits);
    use = List.copyOf(use);
  }

  /**
   * What the model was made from.
   *
   * @param rowsSha256 digest over every row's id, cut-off, outcome and features
   * @param documentSha256 digest of the model
   */
  @Schema(name = "ModelProvenance")
  public record Provenance(
      int rows,
      int losses,
      @Nullable LocalDate firstDueDate,
      @Nullable LocalDate lastDueDate,
      int leadDays,
      LocalDate decidedUntil,
      long seed,
      String rowsSha256,
      String documentSha256,
      Instant trainedAt,
      String trainedBy) {}

  /** Where a judgement comes from. */
  @Schema(name = "ModelQualitySource")
  public enum Source {
    /** The newest back-test that had something to judge by. */
    BACK_TEST,
    /** What it said in earnest. */
    MONITORING,
    /** Customers held out in training. */
    HELD_OUT_CUSTOMERS,
    /** Nothing yet. */
    NOT_JUDGED
  }

  /**
   * How good it is.
   *
   * @param judgement the numbers; null where there are none of that kind
   */
  @Schema(name = "ModelQuality")
  public record Quality(Source source, List<String> words, @Nullable Judgement judgement) {
    public Quality {
      words = List.copyOf(words);
    }
  }

  /**
   * What a feature does to the risk, everything else being equal.
   *
   * @param oddsRatio odds of losing where the feature raises the risk most over those where it lowers it most
   * @param words the same in words
   */
  @Schema(name = "ModelFeatureEffect")
  public record Effect(String feature, String label, double oddsRatio, String words) {}

  /** A feature that the model does not use. */
  @Schema(name = "ModelFeatureLeftOut")
  public record LeftOut(String feature, String label, String reason) {}

  /**
   * A back-test in a line.
   *
   * @param auc null where it was not judged
   */
  @Schema(name = "ModelPastTest")
  public record PastJudgement(
      UUID id,
      Instant createdAt,
      BackTestView.Outcome outcome,
      boolean outOfTime,
      int rows,
      int losses,
      @Nullable Double auc,
      @Nullable Double logLoss,
      @Nullable Double baseLogLoss,
      String words) {}
}
