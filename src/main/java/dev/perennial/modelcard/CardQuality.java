package dev.perennial.modelcard;

import dev.perennial.learning.BackTestView;
import dev.perennial.learning.Judgement;
import dev.perennial.learning.ModelMonitoring;
import dev.perennial.risk.ModelTraining;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How good a model is, in words. */
final class CardQuality {
  /** In earnest fewer say little; a back-test says itself whether it has enough. */
  private static final int FEWEST_LOSSES = 20;

  private CardQuality() {}

  /** By the best evidence there is: outcomes it could not have known come first. */
  static ModelCard.Quality of(
      List<BackTestView> backTests, ModelMonitoring monitoring, @Nullable ModelTraining training) {
    for (BackTestView test : backTests) {
      if (test.outcome() == BackTestView.Outcome.JUDGED) {
        Judgement judgement = test.contenders().getFirst().judgement();
        String how =
            test.outOfTime()
                ? "Judged on the past: at %s it was trained on what was decided by then, and scored what fell due next."
                    .formatted(Say.count(test.origins().size(), "point in time", "points in time"))
                : "Judged on customers it had not seen in training, not on later time: this says how well it tells customers apart.";
        return new ModelCard.Quality(ModelCard.Source.BACK_TEST, words(how, judgement), judgement);
      }
    }
    Judgement judgement = monitoring.judgement();
    if (judgement != null && Math.min(judgement.losses(), judgement.rows() - judgement.losses()) >= FEWEST_LOSSES) {
      String how = "Judged in earnest: by the last score it gave each renewal before it was decided. It was not back-tested.";
      return new ModelCard.Quality(ModelCard.Source.MONITORING, words(how, judgement), judgement);
    }
    ModelTraining.CrossValidated held = training == null ? null : training.crossValidated();
    if (held != null) {
      return new ModelCard.Quality(ModelCard.Source.HELD_OUT_CUSTOMERS, words(held), null);
    }
    return new ModelCard.Quality(
        ModelCard.Source.NOT_JUDGED,
        List.of("Unknown. It was neither back-tested, nor have enough renewals that it scored been decided. Back-test it before relying on it."),
        null);
  }

  private static List<String> words(String how, Judgement judgement) {
    List<String> words = new ArrayList<>();
    words.add(
        how
            + " "
            + Say.count(judgement.rows(), "decided renewal", "decided renewals")
            + ", "
            + Say.count(judgement.losses(), "of them lost.", "of them lost."));
    if (judgement.auc() != null) {
      words.add(pairs(judgement.auc(), judgement.aucLower(), judgement.aucUpper()));
    }
    if (judgement.liftAtTenPercent() != null) {
      words.add(
          "Among the tenth of the renewals that it calls riskiest, %s times as many are lost as on average."
              .formatted(Say.times(judgement.liftAtTenPercent())));
    }
    words.add(calibration(judgement));
    words.add(skill(judgement.logLoss(), judgement.baseLogLoss()));
    return words;
  }

  private static String pairs(double auc, @Nullable Double lower, @Nullable Double upper) {
    String range =
        lower == null || upper == null || upper - lower < 0.005
            ? ""
            : "; with what chance does, between %s and %s".formatted(Say.ofHundred(lower), Say.ofHundred(upper));
    return "Take 100 pairs of a customer who left and one who stayed: in %s of them it gave the one who left the higher risk%s. A coin gets 50."
        .formatted(Say.ofHundred(auc), range);
  }

  private static String calibration(Judgement judgement) {
    if (!judgement.calibratedEnough()) {
      return "Whether its percentages can be taken at their word is not known yet: " + judgement.calibratedReason() + ".";
    }
    List<Judgement.Band> bands = judgement.bands();
    List<String> parts = new ArrayList<>();
    for (int index : new int[] {0, bands.size() / 2, bands.size() - 1}) {
      Judgement.Band band = bands.get(index);
      String part =
          "of those given about %s, %s were lost".formatted(Say.percent(band.predicted()), Say.percent(band.observed()));
      if (!parts.contains(part)) {
        parts.add(part);
      }
    }
    boolean fits = judgement.calibrationError() <= 2 * judgement.calibrationErrorByChance();
    return (fits ? "Its percentages can be taken at their word: " : "Its percentages are off: ")
        + String.join("; ", parts)
        + ". On average prediction and outcome are %s apart; chance alone makes %s."
            .formatted(points(judgement.calibrationError()), points(judgement.calibrationErrorByChance()));
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%.1f points", 100 * share);
  }

  /** Log loss is the uncertainty that is left; the base rate's is what there was. */
  private static String skill(double logLoss, double baseLogLoss) {
    double taken = baseLogLoss == 0 ? 0 : 1 - logLoss / baseLogLoss;
    String numbers =
        String.format(Locale.ROOT, " (log loss %.3f; with one and the same rate for everybody %.3f)", logLoss, baseLogLoss);
    return taken > 0
        ? "It takes away %s of the uncertainty about who leaves".formatted(Say.percent(taken)) + numbers + "."
        : "It knows no more about who leaves than the overall loss rate does" + numbers + ".";
  }

  private static List<String> words(ModelTraining.CrossValidated held) {
    List<String> words = new ArrayList<>();
    words.add(
        "Judged on customers held out while training, in %d parts. It was not back-tested: how it does on later time is not known."
            .formatted(held.parts()));
    if (held.auc() != null) {
      words.add(pairs(held.auc(), held.aucLower(), held.aucUpper()));
    }
    words.add(skill(held.logLoss(), held.baseRateLogLoss()));
    return words;
  }
}
