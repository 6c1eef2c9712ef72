package dev.perennial.analysis;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * People's calls and the model's scores, judged by the same renewals and the same rules.
 *
 * @param definition what was counted, in words
 * @param decided renewals decided in the period with a recorded or automatic outcome
 * @param settledBeforeCutOff left out: decided or under notice before the cut-off
 * @param withoutCall left out: no call in force at the cut-off
 * @param withoutScore left out: a call, but no score stored by the cut-off
 * @param compared judged
 * @param comparedLost of which lost
 * @param withProbability of the compared ones, those whose call stated its confidence
 * @param disagreements where one called lost and the other did not
 * @param verdict who was right more often where they disagreed
 * @param reason why, in words
 */
@Schema(name = "HumanVsModel")
public record HumanVsModelView(
    LocalDate from,
    LocalDate to,
    int leadDays,
    String definition,
    int decided,
    int settledBeforeCutOff,
    int withoutCall,
    int withoutScore,
    int compared,
    int comparedLost,
    int withProbability,
    Judged human,
    Judged model,
    Disagreements disagreements,
    Verdict verdict,
    String reason) {
  /** What the comparison came to. */
  @Schema(name = "HumanVsModelVerdict")
  public enum Verdict {
    NOT_ENOUGH_DATA,
    NO_DIFFERENCE,
    HUMAN_BETTER,
    MODEL_BETTER
  }

  /**
   * Who was right where they disagreed.
   *
   * @param onlyHumanWarned renewals that only the call said would be lost, and how many were
   * @param onlyModelWarned renewals that only the model said were at risk, and how many were lost
   * @param humanRight of all disagreements, those that the call got right
   */
  @Schema(name = "Disagreements")
  public record Disagreements(int total, Share onlyHumanWarned, Share onlyModelWarned, Share humanRight) {}
}
