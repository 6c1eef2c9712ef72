package dev.perennial.learning;

import dev.perennial.scoring.evaluate.Accuracy;
import dev.perennial.scoring.evaluate.Interval;
import dev.perennial.scoring.evaluate.PairedBootstrap;
import dev.perennial.scoring.evaluate.Promotion;
import dev.perennial.scoring.evaluate.Ranking;
import dev.perennial.scoring.evaluate.RollingOrigin;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One back-test, step by step, on rows in memory. */
final class BackTester {
  private final BackTestPlan plan;
  private final List<Contender> contenders;
  private final long seed;
  private final int leadDays;
  private final int[] judged;
  private final Map<Contender, double[]> scores = new IdentityHashMap<>();

  /** @param contenders the first is the model asked about */
  BackTester(BackTestPlan plan, List<Contender> contenders, long seed, int leadDays) {
    this.plan = plan;
    this.contenders = contenders;
    this.seed = seed;
    this.leadDays = leadDays;
    judged = plan.judged();
    contenders.forEach(contender -> scores.put(contender, new double[judged.length]));
  }

  int steps() {
    return plan.splits().size();
  }

  /** Trains and scores one split, every contender on the same rows. */
  void step(int index) {
    int from = 0;
    for (int before = 0; before < index; before++) {
      from += plan.splits().get(before).test().length;
    }
    RollingOrigin.Split split = plan.splits().get(index);
    for (Contender contender : contenders) {
      double[] made = contender.score(split, seed);
      System.arraycopy(made, 0, of(contender), from, made.length);
    }
  }

  private double[] of(Contender contender) {
    return Objects.requireNonNull(scores.get(contender));
  }

  private double[] ofModel() {
    return of(contenders.getFirst());
  }

  private TrainingTable table() {
    return contenders.getFirst().table();
  }

  int rows() {
    return judged.length;
  }

  int losses() {
    return (int) Arrays.stream(judged).filter(row -> table().lost(row)).count();
  }

  private boolean[] lost() {
    boolean[] lost = new boolean[judged.length];
    for (int index = 0; index < lost.length; index++) {
      lost[index] = table().lost(judged[index]);
    }
    return lost;
  }

  private long[] customers() {
    return Arrays.stream(judged).mapToLong(row -> table().group(row)).toArray();
  }

  List<BackTestView.Judged> judgements() {
    boolean[] lost = lost();
    return contenders.stream()
        .map(
            contender ->
                new BackTestView.Judged(
                    contender.role(),
                    contender.modelId(),
                    contender.code(),
                    contender.version(),
                    Judgement.of(of(contender), lost, leadDays)))
        .toList();
  }

  List<BackTestView.Comparison> comparisons() {
    List<BackTestView.Comparison> made = new ArrayList<>();
    for (Contender other : contenders.subList(1, contenders.size())) {
      Interval difference =
          PairedBootstrap.logLossDifference(of(other), ofModel(), lost(), customers(), seed);
      double estimate =
          Accuracy.logLoss(ofModel(), lost()) - Accuracy.logLoss(of(other), lost());
      made.add(
          new BackTestView.Comparison(
              other.role(),
              other.modelId(),
              estimate,
              CrossValidation.number(difference.lower()),
              CrossValidation.number(difference.upper()),
              difference.upper() < 0));
    }
    return made;
  }

  /** The rules of promotion against the active model, which is the rules where a scorecard is active. */
  BackTestView.Proposal proposal(Contender champion) {
    Promotion promotion =
        Promotion.of(of(champion), ofModel(), lost(), customers(), seed);
    List<String> reasons = new ArrayList<>(promotion.reasons());
    if (!plan.outOfTime()) {
      reasons.add("not judged out of time: the sample has no renewals that fell due after enough others were decided");
    }
    boolean external = contenders.getFirst().given() != null;
    if (external) {
      reasons.add("another tool makes its probabilities: nothing here can score with it, so it cannot be activated");
    }
    return new BackTestView.Proposal(
        promotion.promote() && plan.outOfTime() && !external, champion.modelId(), reasons);
  }

  /** The model on each level of a feature. */
  List<BackTestView.Segment> segments(@Nullable TrainingColumn column) {
    List<BackTestView.Segment> made = new ArrayList<>();
    if (column == null) {
      return made;
    }
    for (int level = 0; level < column.levels().size(); level++) {
      int wanted = level;
      int[] places =
          java.util.stream.IntStream.range(0, judged.length)
              .filter(
                  place ->
                      column.state(judged[place]) == FeatureState.VALUE.code()
                          && column.value(judged[place]) == wanted)
              .toArray();
      if (places.length > 0) {
        made.add(segment(column.levels().get(level), places));
      }
    }
    return made;
  }

  private BackTestView.Segment segment(String level, int[] places) {
    double[] logOdds = new double[places.length];
    boolean[] lost = new boolean[places.length];
    int losses = 0;
    double predicted = 0;
    for (int index = 0; index < places.length; index++) {
      logOdds[index] = ofModel()[places[index]];
      lost[index] = table().lost(judged[places[index]]);
      losses += lost[index] ? 1 : 0;
      predicted += Logistic.probability(logOdds[index]);
    }
    Interval observed = Interval.wilson(losses, places.length);
    return new BackTestView.Segment(
        level,
        places.length,
        losses,
        predicted / places.length,
        observed.estimate(),
        observed.lower(),
        observed.upper(),
        CrossValidation.number(Ranking.auc(logOdds, lost).estimate()),
        Accuracy.logLoss(logOdds, lost));
  }
}
