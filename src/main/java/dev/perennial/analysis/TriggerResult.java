package dev.perennial.analysis;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What came before the cases more often than before their controls.
 *
 * @param answer in one sentence
 * @param cases with at least one control
 * @param controls of all cases together
 * @param casesWithoutControl left out: nobody was alike on that day
 * @param heldOut of the cases, those kept back to confirm
 * @param family tests asked of the other cases, all of them shown
 * @param findings one per event type and window, the clearest first
 * @param suggestedRules detection rules for what was confirmed: the body of `PUT /v1/detection-rules/{code}`
 */
@Schema(name = "TriggerResult")
public record TriggerResult(
    String answer,
    String definition,
    int cases,
    int controls,
    int casesWithoutControl,
    int heldOut,
    int family,
    List<TriggerFinding> findings,
    List<PredictorResult.Quarantined> quarantined,
    List<SuggestedRule> suggestedRules) {
  /** What may be said of a finding. */
  @Schema(name = "TriggerLabel")
  public enum Label {
    NOT_ENOUGH_DATA,
    NOT_SHOWN,
    /** Clear among the earlier cases, but not seen again among those kept back. */
    NOT_CONFIRMED,
    /** Seen again among those kept back, but not with everything else held equal, or with less than half of it left. */
    GOES_ALONG,
    /** Clear among the earlier cases and seen again among those kept back, also with everything else held equal. */
    CONFIRMED
  }

  /**
   * An event type in one window before the case's day.
   *
   * @param fromDays first day of the window, counted backwards
   * @param toDays last day of it
   * @param casesWith earlier cases with such an event in the window
   * @param controlsWith their controls with one
   * @param oddsRatio Mantel and Haenszel's over the matched sets; null without enough data
   * @param adjusted with the other events of the window and the feature set's numbers held equal
   * @param confirmingOddsRatio the matched one of those kept back
   * @param confirmingQValue of the one-sided tests of all suggestions; null for what the earlier cases do not suggest
   * @param leadDays25 days from the last such event to the case: a quarter were closer
   */
  @Schema(name = "TriggerFinding")
  public record TriggerFinding(
      String type,
      int fromDays,
      int toDays,
      Label label,
      String sentence,
      Share casesWith,
      Share controlsWith,
      PredictorResult.@Nullable EstimateView oddsRatio,
      @Nullable Double pValue,
      @Nullable Double qValue,
      PredictorResult.@Nullable RegressionPanel adjusted,
      PredictorResult.@Nullable EstimateView confirmingOddsRatio,
      @Nullable Double confirmingPValue,
      @Nullable Double confirmingQValue,
      @Nullable Double leadDays25,
      @Nullable Double leadDays50,
      @Nullable Double leadDays75) {}

  /** A rule to detect it; put it under its code once the catalogue has its trigger event type. */
  @Schema(name = "SuggestedRule")
  public record SuggestedRule(String code, Rule rule) {}

  /** The body of a detection rule. */
  @Schema(name = "SuggestedRuleBody")
  public record Rule(
      String label, String kind, String triggerEventType, int coolDownDays, int windowDays, Selector signal, double limit) {}

  /** Which signals. */
  @Schema(name = "SuggestedRuleSignal")
  public record Selector(String kind, String type) {}
}
