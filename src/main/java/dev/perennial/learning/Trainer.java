package dev.perennial.learning;

import dev.perennial.risk.ModelTraining;
import dev.perennial.risk.ScoringModelKind;
import dev.perennial.risk.TrainingOutcome;
import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.table.TrainingTable;
import dev.perennial.scoring.training.Training;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One training, step by step, on rows in memory: nothing here reads or writes anything. */
final class Trainer {
  private final TrainingSample sample;
  private final Specification wanted;
  private final long seed;
  private final int leadDays;
  private final List<ModelTraining.Quarantined> quarantined;
  private final TrainingTable table;
  private final boolean enough;
  private final @Nullable CrossValidation trial;

  /** @param suspicious features that must not be used */
  Trainer(
      TrainingSample sample,
      Specification wanted,
      long seed,
      int leadDays,
      List<ModelTraining.Quarantined> suspicious) {
    this.sample = sample;
    this.wanted = wanted;
    this.seed = seed;
    this.leadDays = leadDays;
    TrainingTable given = Columns.without(table(sample), wanted.excluded());
    quarantined = suspicious.stream().filter(one -> !wanted.excluded().contains(one.feature())).toList();
    table = usable(given);
    int rarer = Math.min(table.losses(), table.rows() - table.losses());
    enough = table.rows() > 0 && rarer >= wanted.fewestOfEach() && table.columns().size() > 0;
    boolean tried = enough && wanted.kind() != ScoringModelKind.BASE_RATE && rarer >= 5;
    trial = tried ? new CrossValidation(table, wanted.spec(), seed) : null;
  }

  private static TrainingTable table(TrainingSample sample) {
    TrainingTable rows = sample.table();
    return rows == null ? new SampleTable(sample.featureSet(), List.of()).table() : rows;
  }

  /** A base rate by a quarantined segment is one without. */
  private TrainingTable usable(TrainingTable given) {
    Set<String> out = new HashSet<>();
    quarantined.forEach(one -> out.add(one.feature()));
    return out.size() == given.columns().size() ? given : Columns.without(given, out);
  }

  /** Steps of the trial before the model itself. */
  int steps() {
    return trial == null ? 0 : trial.parts();
  }

  void step(int part) {
    if (trial != null) {
      trial.score(part);
    }
  }

  /** The model, after all steps. */
  Trained finish() {
    CrossValidation.Result tried = trial == null ? null : trial.result(leadDays);
    boolean allQuarantined = quarantined.size() == table.columns().size() && !quarantined.isEmpty();
    List<String> warnings = new ArrayList<>();
    if (tried != null) {
      warnings.addAll(tried.evaluation().warnings());
    }
    if (sample.truncated()) {
      warnings.add("only the newest " + sample.size() + " renewals were used");
    }
    if (!enough || allQuarantined) {
      return trained(TrainingOutcome.NOT_ENOUGH_DATA, notEnough(), wanted.fallback(), tried, warnings);
    }
    if (tried != null && wanted.prior() == null && !tried.signal()) {
      return trained(TrainingOutcome.NO_USABLE_SIGNAL, noSignal(tried), wanted.fallback(), tried, warnings);
    }
    return trained(TrainingOutcome.TRAINED, learned(tried), wanted, tried, warnings);
  }

  private Trained trained(
      TrainingOutcome outcome,
      String reason,
      Specification with,
      CrossValidation.@Nullable Result tried,
      List<String> warnings) {
    boolean without = table.rows() == 0 || with.prior() != null && quarantinedPrior(with);
    Specification used =
        without ? new Specification(ScoringModelKind.BASE_RATE, Specification.NOTHING, null) : segmented(with);
    ModelDocument document = Training.train(table, used.spec(), seed);
    if (!document.training().converged()) {
      warnings.add("the optimum was not reached");
    }
    return new Trained(outcome, reason, used.kind(), document, tried, quarantined, warnings);
  }

  private boolean quarantinedPrior(Specification with) {
    return with.prior() != null
        && with.prior().terms().stream()
            .anyMatch(term -> quarantined.stream().anyMatch(one -> one.feature().equals(term.feature())));
  }

  private Specification segmented(Specification with) {
    String segment = with.learning().segment();
    boolean gone = segment != null && table.columns().stream().noneMatch(column -> column.name().equals(segment));
    return gone ? new Specification(with.kind(), Specification.NOTHING, with.prior()) : with;
  }

  private String notEnough() {
    if (table.rows() == 0) {
      return "no renewal of the sample was decided yet; it scores with a rate of one half, and any outcome is better";
    }
    return "%d outcomes, %d of them lost: a model of kind %s needs at least %d lost and %d renewed; it is the %s until then"
        .formatted(
            table.rows(),
            table.losses(),
            wanted.kind(),
            wanted.fewestOfEach(),
            wanted.fewestOfEach(),
            wanted.prior() == null ? "base rate" : "scorecard with what few outcomes there are");
  }

  private static String noSignal(CrossValidation.Result tried) {
    return String.format(
        Locale.ROOT,
        "no usable signal: on customers it had not seen the log loss was %.4f, that of the base rate %.4f (95%% interval of the"
            + " difference %.4f to %.4f), with an AUC of %.3f where a coin has 0.5; it is the base rate",
        tried.evaluation().logLoss(),
        tried.baseLogLoss(),
        tried.difference().lower(),
        tried.difference().upper(),
        tried.evaluation().auc().estimate());
  }

  private String learned(CrossValidation.@Nullable Result tried) {
    if (tried == null) {
      return "trained on %d outcomes, %d of them lost".formatted(table.rows(), table.losses());
    }
    return String.format(
        Locale.ROOT,
        "trained on %d outcomes, %d of them lost; on customers it had not seen the log loss was %.4f, that of the base rate"
            + " %.4f, and the AUC %.3f",
        table.rows(),
        table.losses(),
        tried.evaluation().logLoss(),
        tried.baseLogLoss(),
        tried.evaluation().auc().estimate());
  }
}
