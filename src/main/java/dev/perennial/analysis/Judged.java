package dev.perennial.analysis;

import dev.perennial.scoring.evaluate.Accuracy;
import dev.perennial.scoring.evaluate.Ranking;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One judge of renewals, judged.
 *
 * @param right called lost and was, or called renewed and was
 * @param warned of the losses, those called lost before the cut-off
 * @param falseAlarms of the renewed ones, those called lost
 * @param brier mean squared distance of probability and outcome, where both judges stated one: 0 is perfect, lower is
 *     better; null where nobody did
 * @param auc chance that a lost renewal had the higher probability than a renewed one, of the same rows; null with
 *     outcomes of one kind
 */
@Schema(name = "JudgedCalls")
public record Judged(Share right, Share warned, Share falseAlarms, @Nullable Double brier, @Nullable Double auc) {
  static Judged of(
      List<JudgedRenewal> compared, Predicate<JudgedRenewal> calledLost, Function<JudgedRenewal, Double> probability) {
    long losses = compared.stream().filter(JudgedRenewal::lost).count();
    List<JudgedRenewal> both = compared.stream().filter(row -> row.humanProbability() != null).toList();
    double[] probabilities = both.stream().map(probability).mapToDouble(Double::doubleValue).toArray();
    boolean[] lost = new boolean[both.size()];
    for (int row = 0; row < lost.length; row++) {
      lost[row] = both.get(row).lost();
    }
    double auc = lost.length == 0 ? Double.NaN : Ranking.auc(probabilities, lost).estimate();
    return new Judged(
        Share.of(count(compared, row -> calledLost.test(row) == row.lost()), compared.size()),
        Share.of(count(compared, row -> row.lost() && calledLost.test(row)), losses),
        Share.of(count(compared, row -> !row.lost() && calledLost.test(row)), compared.size() - losses),
        lost.length == 0 ? null : Accuracy.brier(probabilities, lost),
        Double.isNaN(auc) ? null : auc);
  }

  private static long count(List<JudgedRenewal> rows, Predicate<JudgedRenewal> those) {
    return rows.stream().filter(those).count();
  }
}
