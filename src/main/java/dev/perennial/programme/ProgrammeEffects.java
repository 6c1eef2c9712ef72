package dev.perennial.programme;

import dev.perennial.programme.AssignmentRepository.Outcome;
import dev.perennial.programme.ProgrammeEffectView.ArmComparison;
import dev.perennial.programme.ProgrammeEffectView.ArmOutcome;
import dev.perennial.programme.ProgrammeEffectView.Difference;
import dev.perennial.programme.ProgrammeEffectView.Evidence;
import dev.perennial.programme.ProgrammeEffectView.Needed;
import dev.perennial.programme.ProgrammeEffectView.Verdict;
import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.programme.Cuped;
import dev.perennial.scoring.programme.Effect;
import dev.perennial.scoring.programme.IntentionToTreat;
import dev.perennial.scoring.programme.ProportionEffect;
import dev.perennial.scoring.programme.SampleSize;
import dev.perennial.scoring.test.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares arms by what everybody was assigned to. */
final class ProgrammeEffects {
  private static final Confidence CONFIDENCE = Confidence.NINETY_FIVE;
  private static final double POWER = 0.8;

  /** Fewer decided renewals in an arm than this are not compared in words. */
  private static final int ENOUGH = 20;

  private static final double MOST_WITHOUT_SCORE = 0.2;

  private static final String DEFINITION =
      "Everybody counts in the arm they were assigned to, whether or not they took the offer (intention to treat). The difference"
          + " is the arm's share lost less the hold-out's, of decided renewals, with Newcombe's 95% interval. Adjusted: CUPED with the"
          + " last score stored before the assignment, Welch's interval. Sample sizes are for a power of 80% at the 5% level.";

  private final ProgrammeView programme;
  private final List<Outcome> outcomes;

  private ProgrammeEffects(ProgrammeView programme, List<Outcome> outcomes) {
    this.programme = programme;
    this.outcomes = outcomes;
  }

  static ProgrammeEffectView of(ProgrammeView programme, List<Outcome> outcomes) {
    ProgrammeEffects effects = new ProgrammeEffects(programme, outcomes);
    List<ArmComparison> compared = new ArrayList<>();
    for (ProgrammeFields.Arm arm : programme.arms()) {
      if (!arm.code().equals(programme.controlArm())) {
        compared.add(effects.compare(arm));
      }
    }
    boolean randomised = programme.randomised();
    String words = String.join(" ", compared.stream().map(ArmComparison::sentence).toList());
    return new ProgrammeEffectView(
        programme.id(),
        DEFINITION,
        randomised ? Evidence.CAUSAL_RANDOMISED : Evidence.NOT_RANDOMISED,
        randomised ? words : "Not randomised, so this is a comparison of those who were chosen and those who were not. " + words,
        randomised ? compared : List.of(),
        randomised ? List.of() : compared);
  }

  private ArmComparison compare(ProgrammeFields.Arm arm) {
    List<Outcome> treated = decided(arm.code());
    List<Outcome> control = decided(programme.controlArm());
    ArmOutcome treatedOutcome = outcome(arm.code(), treated);
    ArmOutcome controlOutcome = outcome(programme.controlArm(), control);
    ProportionEffect effect =
        treated.isEmpty() || control.isEmpty()
            ? null
            : IntentionToTreat.onShare(
                new Proportion(treatedOutcome.lost(), treatedOutcome.decided()),
                new Proportion(controlOutcome.lost(), controlOutcome.decided()),
                CONFIDENCE);
    Cuped cuped = cuped(treated, control);
    Verdict verdict = verdict(treated.size(), control.size(), effect, cuped);
    Needed needed = needed(arm.share(), controlOutcome);
    return new ArmComparison(
        treatedOutcome,
        controlOutcome,
        effect == null ? null : difference(effect),
        cuped == null ? null : view(cuped),
        verdict,
        sentence(arm.code(), verdict, treatedOutcome, controlOutcome, needed),
        effect == null ? null : detectable(effect),
        needed);
  }

  private List<Outcome> decided(String arm) {
    return outcomes.stream().filter(outcome -> outcome.decided() && outcome.arm().equals(arm)).toList();
  }

  private ArmOutcome outcome(String arm, List<Outcome> decided) {
    long assigned = outcomes.stream().filter(outcome -> outcome.arm().equals(arm)).count();
    long lost = decided.stream().filter(Outcome::lost).count();
    return new ArmOutcome(
        arm, assigned, decided.size(), lost, decided.isEmpty() ? null : Double.valueOf((double) lost / decided.size()));
  }

  private static Difference difference(ProportionEffect effect) {
    return new Difference(
        effect.difference().value(), effect.difference().interval().lower(), effect.difference().interval().upper(),
        effect.pValue());
  }

  /** Who had no score counts with the mean of the others: that changes no difference. */
  private static @Nullable Cuped cuped(List<Outcome> treated, List<Outcome> control) {
    List<Outcome> all = new ArrayList<>(treated);
    all.addAll(control);
    long without = all.stream().filter(outcome -> outcome.probability() == null).count();
    if (treated.size() < 2 || control.size() < 2 || without > MOST_WITHOUT_SCORE * all.size()) {
      return null;
    }
    double mean =
        all.stream().filter(o -> o.probability() != null).mapToDouble(o -> Objects.requireNonNull(o.probability())).average().orElse(0);
    return Cuped.of(lost(treated), scores(treated, mean), lost(control), scores(control, mean), CONFIDENCE);
  }

  private static double[] lost(List<Outcome> outcomes) {
    return outcomes.stream().mapToDouble(outcome -> outcome.lost() ? 1 : 0).toArray();
  }

  private static double[] scores(List<Outcome> outcomes, double mean) {
    return outcomes.stream()
        .mapToDouble(outcome -> outcome.probability() == null ? mean : outcome.probability())
        .toArray();
  }

  private static ProgrammeEffectView.Cuped view(Cuped cuped) {
    Effect effect = cuped.effect();
    return new ProgrammeEffectView.Cuped(
        effect.difference(), effect.interval().lower(), effect.interval().upper(), effect.pValue(), effect.standardError(),
        cuped.varianceReduction());
  }

  /** The sharper of the two speaks, where there is one. */
  private static Verdict verdict(int treated, int control, @Nullable ProportionEffect effect, @Nullable Cuped cuped) {
    if (effect == null || treated < ENOUGH || control < ENOUGH) {
      return Verdict.NOT_ENOUGH_DATA;
    }
    boolean conclusive = cuped == null ? effect.conclusive() : cuped.effect().conclusive();
    double difference = cuped == null ? effect.difference().value() : cuped.effect().difference();
    return !conclusive ? Verdict.CANNOT_TELL_YET : difference < 0 ? Verdict.FEWER_LOST : Verdict.MORE_LOST;
  }

  private static double detectable(ProportionEffect effect) {
    double error = StrictMath.sqrt(effect.treated().variance() + effect.control().variance());
    return SampleSize.smallestDetectable(error, POWER, CONFIDENCE);
  }

  /** For the least loss that would be worth knowing; from the hold-out's share, or where that cannot fall so far, for a rise. */
  private @Nullable Needed needed(double share, ArmOutcome control) {
    Double lost = control.shareLost();
    if (lost == null) {
      return null;
    }
    double ofBoth = share / (share + controlShare());
    double effect = lost >= programme.smallestEffect() ? -programme.smallestEffect() : programme.smallestEffect();
    SampleSize size =
        SampleSize.forShare(Math.min(lost, 1 - Math.max(effect, 0)), effect, POWER, ofBoth, CONFIDENCE);
    return new Needed(programme.smallestEffect(), size.treated(), size.control());
  }

  private double controlShare() {
    return programme.arms().stream()
        .filter(arm -> arm.code().equals(programme.controlArm()))
        .mapToDouble(ProgrammeFields.Arm::share)
        .sum();
  }

  private String sentence(
      String arm, Verdict verdict, ArmOutcome treated, ArmOutcome control, @Nullable Needed needed) {
    String word = programme.randomised() ? "an effect" : "a difference";
    String shares =
        treated.shareLost() == null || control.shareLost() == null
            ? "%s: %d decided, %d in the hold-out".formatted(arm, treated.decided(), control.decided())
            : String.format(
                Locale.ROOT, "%s: %.1f%% of %d lost, %.1f%% of %d in the hold-out", arm, 100 * treated.shareLost(),
                treated.decided(), 100 * control.shareLost(), control.decided());
    return shares
        + switch (verdict) {
          case NOT_ENOUGH_DATA -> "; not enough data to compare.";
          case CANNOT_TELL_YET ->
              "; can't tell yet."
                  + (needed == null
                      ? ""
                      : String.format(
                          Locale.ROOT, " To show %s of %.1f points takes about %d and %d decided renewals.", word,
                          100 * needed.smallestEffect(), needed.treated(), needed.control()));
          case FEWER_LOST -> "; more of " + word + " than chance would make: fewer lost.";
          case MORE_LOST -> "; more of " + word + " than chance would make: more lost.";
        };
  }
}
