package dev.perennial.analysis;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What goes with losing. Two panels, never mixed: association (each thing by itself) and adjusted (segment, term, value, usage,
 * attainment, silence and the other events held equal). Q-values are Benjamini and Hochberg's over the whole family of a panel.
 *
 * @param answer the answer in one sentence
 * @param enough whether there are losses and renewals enough to say anything
 * @param renewals decided renewals looked at
 * @param losses of which lost
 * @param truncated whether older ones were left out because there were too many
 * @param rowsDigest SHA-256 over the rows: the same digest, the same rows
 * @param associationFamily questions asked in the association panel
 * @param adjustedFamily questions asked in the adjusted panel
 * @param drivers event types that are predictive with everything else held equal, the clearest first
 * @param events one per event type, the clearest first
 * @param features how renewed and lost ones differ, the clearest first
 * @param quarantined what looks as if it knew the outcome: left out until a person confirms it
 * @param interventions what we did to customers: shown, never read as a cause
 * @param beliefs each belief with its answer
 */
@Schema(name = "PredictorResult")
public record PredictorResult(
    String answer,
    String definition,
    boolean enough,
    int renewals,
    int losses,
    boolean truncated,
    String rowsDigest,
    UUID featureSetId,
    @Nullable String segment,
    int associationFamily,
    int adjustedFamily,
    List<String> drivers,
    List<EventFinding> events,
    List<FeatureFinding> features,
    List<Quarantined> quarantined,
    List<Intervention> interventions,
    List<BeliefAnswer> beliefs) {
  /** What may be said of a finding. */
  @Schema(name = "PredictorLabel")
  public enum Label {
    NOT_ENOUGH_DATA,
    NOT_SHOWN,
    /** By itself only. */
    PREDICTIVE,
    /** With everything else held equal, too. */
    ADJUSTED_PREDICTIVE
  }

  /** A ratio or a difference with its 95% interval. */
  @Schema(name = "Estimate")
  public record EstimateView(double value, double lowerBound, double upperBound) {}

  /**
   * The 2×2 panel.
   *
   * @param oddsRatioMethod CONDITIONAL_MAXIMUM_LIKELIHOOD, or HALDANE where that is not finite
   * @param riskRatio Katz
   * @param riskDifference Newcombe
   * @param pValue Fisher's
   */
  @Schema(name = "AssociationPanel")
  public record AssociationPanel(
      long exposedLost,
      long exposedRenewed,
      long othersLost,
      long othersRenewed,
      EstimateView oddsRatio,
      String oddsRatioMethod,
      EstimateView riskRatio,
      EstimateView riskDifference,
      double pValue,
      double qValue) {}

  /** A logistic regression's odds ratio: per exposure, or per standard deviation of a number. */
  @Schema(name = "RegressionPanel")
  public record RegressionPanel(EstimateView oddsRatio, double pValue, double qValue) {}

  /**
   * By segment.
   *
   * @param commonOddsRatio Mantel and Haenszel's
   * @param homogeneityPValue Breslow and Day's, small where the segments differ; null with one segment
   */
  @Schema(name = "SegmentPanel")
  public record SegmentPanel(EstimateView commonOddsRatio, double pValue, @Nullable Double homogeneityPValue) {}

  /**
   * How early it is seen: days from the last such event before the cut-off to the decision deadline, of lost ones.
   *
   * @param signalledEarly losses with such an event in the window that ends 90 days before the deadline
   */
  @Schema(name = "LeadTime")
  public record LeadTime(double days25, double days50, double days75, Share signalledEarly) {}

  /**
   * An event type.
   *
   * @param reason why there is not enough data; null where there is
   * @param confounded clear by itself, but with the rest held equal half as strong, reversed, or weaker and no longer clear
   * @param simpson the segments together point the other way than each by itself
   * @param heterogeneous the segments differ more than chance would have it: one number misleads
   */
  @Schema(name = "EventFinding")
  public record EventFinding(
      String type,
      Label label,
      String sentence,
      long renewals,
      long losses,
      long exposedLosses,
      @Nullable String reason,
      @Nullable AssociationPanel association,
      @Nullable RegressionPanel adjusted,
      @Nullable SegmentPanel bySegment,
      boolean confounded,
      boolean simpson,
      boolean heterogeneous,
      @Nullable LeadTime leadTime) {}

  /**
   * A number and how renewed and lost ones differ in it.
   *
   * @param auc chance that a lost one has the higher value
   * @param association by itself
   */
  @Schema(name = "FeatureFinding")
  public record FeatureFinding(
      String feature,
      String label,
      Label finding,
      String sentence,
      long lostWithValue,
      long renewedWithValue,
      @Nullable Double meanLost,
      @Nullable Double meanRenewed,
      @Nullable Double standardDeviation,
      @Nullable Double auc,
      @Nullable RegressionPanel association,
      @Nullable RegressionPanel adjusted,
      boolean confounded) {}

  /** Something that looks as if it knew the outcome. */
  @Schema(name = "Quarantined")
  public record Quarantined(String code, String reason) {}

  /**
   * Something we did.
   *
   * @param arms signals per arm
   * @param randomised false where whoever got it was chosen; null where arms are recorded, which does not tell how customers came
   *     to them: a programme says so
   */
  @Schema(name = "InterventionSeen")
  public record Intervention(String type, long signals, Map<String, Long> arms, @Nullable Boolean randomised, String note) {}

  /** A belief and what the data say. */
  @Schema(name = "BeliefAnswer")
  public record BeliefAnswer(String statement, String about, PredictorRequest.Claim claim, Answer answer, String sentence) {}

  /** What the data say to a belief. */
  @Schema(name = "BeliefVerdict")
  public enum Answer {
    SUPPORTED,
    CONTRADICTED,
    /** Clear by itself, but not with the rest held equal. */
    CONFOUNDED,
    NO_EVIDENCE,
    NOT_ENOUGH_DATA
  }
}
