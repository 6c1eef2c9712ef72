package dev.perennial.programme;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of the arms, everybody counted where they were assigned.
 *
 * @param evidence CAUSAL_RANDOMISED, or NOT_RANDOMISED: a comparison, not an effect
 * @param effects of each arm against the hold-out; empty unless arms were given by chance
 * @param comparisons the same numbers where they were not: whoever was chosen may have differed from the start
 * @param answer in plain words
 */
@Schema(name = "ProgrammeEffect")
public record ProgrammeEffectView(
    UUID programmeId,
    String definition,
    Evidence evidence,
    String answer,
    List<ArmComparison> effects,
    List<ArmComparison> comparisons) {
  /** How arms were given. */
  @Schema(name = "ProgrammeEvidence")
  public enum Evidence {
    CAUSAL_RANDOMISED,
    NOT_RANDOMISED
  }

  /** What may be said. */
  @Schema(name = "ProgrammeVerdict")
  public enum Verdict {
    NOT_ENOUGH_DATA,
    CANNOT_TELL_YET,
    FEWER_LOST,
    MORE_LOST
  }

  /**
   * An arm, now.
   *
   * @param assigned to it
   * @param decided of which decided
   * @param lost of which lost
   * @param shareLost lost / decided; null while nothing is decided
   */
  @Schema(name = "ArmOutcome")
  public record ArmOutcome(String arm, long assigned, long decided, long lost, @Nullable Double shareLost) {}

  /** Treated less hold-out in the share lost, with its 95% interval. */
  @Schema(name = "ShareDifference")
  public record Difference(double value, double lowerBound, double upperBound, double pValue) {}

  /**
   * The same made sharper by the risk score before the assignment (CUPED).
   *
   * @param varianceReduction share of the noise that the score explains
   */
  @Schema(name = "CupedDifference")
  public record Cuped(
      double value, double lowerBound, double upperBound, double pValue, double standardError, double varianceReduction) {}

  /**
   * What it takes.
   *
   * @param smallestEffect as the programme states it
   * @param treated decided renewals of the arm that would show it in four of five programmes
   * @param control of the hold-out
   */
  @Schema(name = "SampleNeeded")
  public record Needed(double smallestEffect, long treated, long control) {}

  /**
   * An arm against the hold-out.
   *
   * @param difference intention to treat: Newcombe's interval; null without outcomes in both arms
   * @param adjusted null where too few had a score before
   * @param smallestDetectable what these numbers would show in four of five programmes
   * @param needed null where no hold-out outcome is known
   */
  @Schema(name = "ArmComparison")
  public record ArmComparison(
      ArmOutcome treated,
      ArmOutcome control,
      @Nullable Difference difference,
      @Nullable Cuped adjusted,
      Verdict verdict,
      String sentence,
      @Nullable Double smallestDetectable,
      @Nullable Needed needed) {}
}
