package dev.perennial.modelcard;

import dev.perennial.learning.FeatureDrift;
import dev.perennial.learning.ModelMonitoring;
import dev.perennial.risk.ModelTraining;
import dev.perennial.risk.ScoringModelKind;
import dev.perennial.risk.ScoringModelView;
import dev.perennial.risk.TrainingOutcome;
import dev.perennial.scoring.calibrate.CalibrationRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a card says beside numbers: each sentence depends on what is known of the model, and says what is not. */
final class CardTexts {
  private CardTexts() {}

  static String summary(ScoringModelView model) {
    String kind =
        switch (model.kind()) {
          case SCORECARD -> "A scorecard: people stated how much each circumstance changes the odds of losing a renewal.";
          case EXTERNAL -> "Another tool: it gives its own probabilities, which are only judged here.";
          case BASE_RATE -> "A base rate: the share of renewals lost in the past, and nothing else.";
          case LOGISTIC -> "A logistic model: learned from decided renewals, each circumstance with a weight of its own.";
          case ADDITIVE -> "An additive model: learned from decided renewals, each circumstance with a curve of its own, and some pairs.";
        };
    String state =
        switch (model.state()) {
          case ACTIVE -> " It is in use: boards and worklists show its scores.";
          case SHADOW -> " It scores in the shadow: its scores are kept and judged, and nobody sees them on a board.";
          case DRAFT -> " It is a draft: nobody relies on it yet.";
          case RETIRED -> " It is retired: another model took its place.";
        };
    return kind + state;
  }

  static List<String> predicts(ScoringModelView model) {
    ModelTraining training = model.training();
    List<String> words = new ArrayList<>();
    words.add("The probability that a renewal is lost: not renewed, or the contract ended early. A renewal for less is not lost.");
    words.add("30% means: of ten renewals like this one, about three are lost. It says nothing certain of any single one.");
    words.add(
        training == null
            ? "It may be asked at any time before the due date."
            : "It was made to be asked %d days before the due date, or by the decision deadline where that comes first."
                .formatted(training.leadDays()));
    return words;
  }

  static List<String> trainedOn(ScoringModelView model) {
    ModelTraining training = model.training();
    if (training == null) {
      return List.of(untrained(model));
    }
    List<String> words = new ArrayList<>();
    words.add(
        "%s, %s of them lost (%s)%s."
            .formatted(
                Say.count(training.rows(), "decided renewal", "decided renewals"),
                Say.number(training.losses()),
                training.rows() == 0 ? "no rate" : Say.percent(training.losses() / (double) training.rows()),
                training.firstDueDate() == null
                    ? ""
                    : ", due from " + training.firstDueDate() + " to " + training.lastDueDate()));
    words.add(
        "Each as it was seen %d days before it was due: what happened later, or became known later, was not used. Outcomes decided after %s were not known."
            .formatted(training.leadDays(), training.decidedUntil()));
    ModelTraining.CrossValidated held = training.crossValidated();
    words.add(
        training.outcome() == TrainingOutcome.TRAINED && held != null && held.difference() < 0
            ? "On customers it had not seen, it knew more about who leaves than the overall rate does."
            : "What came of it: " + training.reason() + ".");
    if (training.scoresWith() != model.kind()) {
      words.add("So it scores as a %s, not as the %s that was asked for.".formatted(training.scoresWith(), model.kind()));
    }
    if (training.calibration() != null && training.calibrationOutcomes() != null) {
      words.add(
          "Its percentages were corrected (%s) by %s."
              .formatted(training.calibration(), Say.count(training.calibrationOutcomes(), "outcome", "outcomes")));
    }
    return words;
  }

  private static String untrained(ScoringModelView model) {
    String source =
        model.note() == null ? "Where its numbers come from was not written down." : "Source: " + model.note();
    return switch (model.kind()) {
      case SCORECARD -> "On nothing: its numbers were stated, not learned. " + source;
      case EXTERNAL -> "Not known here: another tool made it. " + source;
      case BASE_RATE, LOGISTIC, ADDITIVE -> "On nothing yet: it has not been trained.";
    };
  }

  static List<String> inEarnest(ModelMonitoring monitoring) {
    List<String> words = new ArrayList<>();
    words.add("From %s to %s: %s.".formatted(monitoring.from(), monitoring.to().minusDays(1), monitoring.verdict()));
    if (monitoring.losses() > 0) {
      ModelMonitoring.Warnings warnings = monitoring.warnings();
      words.add("Losses that it warned of while something could be done: %s.".formatted(rate(warnings.warned())));
      words.add("Losses that came as a surprise: %s.".formatted(rate(warnings.surprises())));
    }
    if (monitoring.rows() > monitoring.losses()) {
      words.add("Renewed, though it had called them at risk: %s.".formatted(rate(monitoring.warnings().falseAlarms())));
    }
    ModelMonitoring.BaseRate base = monitoring.baseRate();
    if (base.then() != null && base.then().rate() != null && base.now().rate() != null) {
      words.add(
          "In training %s were lost, now %s: %s."
              .formatted(
                  Say.percent(base.then().rate()),
                  Say.percent(base.now().rate()),
                  base.alarm() ? "more than chance explains" : "no more than chance explains"));
    }
    words.add("What it reads: " + monitoring.drift().reason() + ".");
    return words;
  }

  private static String rate(ModelMonitoring.Rate rate) {
    return rate.rate() == null
        ? "%d of %d (too few for a rate)".formatted(rate.count(), rate.of())
        : "%d of %d, or %s (%s to %s)"
            .formatted(rate.count(), rate.of(), Say.percent(rate.rate()), percent(rate.lower()), percent(rate.upper()));
  }

  private static String percent(@Nullable Double share) {
    return share == null ? "?" : Say.percent(share);
  }

  static List<String> limits(ScoringModelView model, ModelMonitoring monitoring) {
    List<String> words = new ArrayList<>();
    words.add("It knows what goes along with losses, not what causes them. That a customer with a high risk is spoken to need not help.");
    words.add(
        "What left no trace in the data is unknown to it: a new competitor, a reorganisation, a word at the fair.");
    ModelTraining training = model.training();
    if (training != null) {
      if (training.firstDueDate() != null) {
        words.add(
            "It has seen renewals due from %s to %s. It knows nothing of products, prices and markets that came later."
                .formatted(training.firstDueDate(), training.lastDueDate()));
      }
      if (training.losses() < CalibrationRule.LOSSES_TO_JUDGE) {
        words.add("It has seen only %s.".formatted(Say.count(training.losses(), "loss", "losses")));
      }
      if (training.outcome() != TrainingOutcome.TRAINED) {
        words.add("It tells no renewal from another better than the overall rate does.");
      }
      if (training.selected()) {
        words.add("The renewals it was trained on were chosen one by one; it need not hold for others.");
      }
      if (training.horizonDays() != null) {
        words.add(
            "Contracts without an end count by periods of %d days; of them it says how likely they are cancelled within so many."
                .formatted(training.horizonDays()));
      }
      if (training.inferred()) {
        words.add("Some outcomes were concluded from contracts, and recorded by nobody.");
      }
      training.warnings().forEach(warning -> words.add("Noted in training: " + warning + "."));
    }
    if (model.kind() == ScoringModelKind.SCORECARD) {
      words.add("Its odds ratios are somebody's experience. Whether they hold here, a back-test tells.");
    }
    if (model.kind() == ScoringModelKind.EXTERNAL) {
      words.add("What it reads and how it comes to its numbers is not known here, so no reasons can be given, and it cannot be activated.");
    }
    List<String> unread =
        monitoring.drift().features().stream()
            .filter(feature -> feature.notConnectedNow() != null && feature.notConnectedNow() > 0.99)
            .map(FeatureDrift.Feature::label)
            .toList();
    if (!unread.isEmpty()) {
      words.add("No source is connected that could tell: " + String.join(", ", unread) + ".");
    }
    return words;
  }

  static List<String> use() {
    return List.of(
        "To decide whom to speak to first, and to add up what is at risk.",
        "Read the reasons beside each score: they add up to it exactly. Where you know better, your call is recorded and judged by the same outcomes.",
        "Not to judge an employee, and not as the only ground for a price.",
        "Look at this page again after each quarter: train a next version when what it reads has shifted, calibrate when percentages are off.");
  }
}
