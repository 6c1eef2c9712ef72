package dev.perennial.scoring.predictor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.survival.CoxModel;
import dev.perennial.scoring.survival.CoxTies;
import dev.perennial.scoring.survival.Lifetime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditional logistic regression against what is known about it exactly. */
class MatchedRegressionTest {
  /** Of pairs only those that differ tell something: the odds ratio is 30 to 10 (McNemar). */
  @Test
  void pairsGiveTheRatioOfTheDiscordantOnes() {
    boolean[] caseExposed = new boolean[100];
    boolean[] controlExposed = new boolean[100];
    for (int pair = 0; pair < 100; pair++) {
      caseExposed[pair] = pair < 30 || pair >= 80;
      controlExposed[pair] = pair >= 30 && pair < 40 || pair >= 80;
    }
    int[] sets = new int[200];
    boolean[] isCase = new boolean[200];
    double[][] exposed = new double[1][200];
    for (int pair = 0; pair < 100; pair++) {
      sets[2 * pair] = pair;
      sets[2 * pair + 1] = pair;
      isCase[2 * pair] = true;
      exposed[0][2 * pair] = caseExposed[pair] ? 1 : 0;
      exposed[0][2 * pair + 1] = controlExposed[pair] ? 1 : 0;
    }
    Slope slope = MatchedRegression.slopes(sets, isCase, exposed).getFirst();
    assertEquals(StrictMath.log(3), slope.logOddsRatio(), 0.002); // the prior takes a trifle
    assertEquals(StrictMath.sqrt(1 / 30.0 + 1 / 10.0), slope.standardError(), 0.002);
  }

  /** Sets of falling size, each of those who are left, are the partial likelihood of proportional hazards. */
  @Test
  void riskSetsGiveCoxsCoefficients() {
    int people = 60;
    double[][] covariates = new double[people][2];
    List<Lifetime> lifetimes = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      covariates[person][0] = person * 37 % 11 / 5.0;
      covariates[person][1] = person % 3 == 0 ? 1 : 0;
      lifetimes.add(new Lifetime((person * 17 + 5) % 61 + 1, true));
    }
    List<Integer> byTime = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      byTime.add(person);
    }
    byTime.sort((one, other) -> Double.compare(lifetimes.get(one).time(), lifetimes.get(other).time()));
    int rows = people * (people + 1) / 2;
    int[] sets = new int[rows];
    boolean[] isCase = new boolean[rows];
    double[][] columns = new double[2][rows];
    int row = 0;
    for (int set = 0; set < people; set++) {
      for (int left = set; left < people; left++, row++) {
        sets[row] = set;
        isCase[row] = left == set;
        columns[0][row] = covariates[byTime.get(left)][0];
        columns[1][row] = covariates[byTime.get(left)][1];
      }
    }
    List<Slope> slopes = MatchedRegression.slopes(sets, isCase, columns);
    CoxModel cox = CoxModel.fit(lifetimes, covariates, CoxTies.EFRON);
    for (int index = 0; index < 2; index++) {
      assertEquals(cox.coefficients().get(index), slopes.get(index).logOddsRatio(), 0.003);
      assertEquals(cox.standardErrors().get(index), slopes.get(index).standardError(), 0.003);
    }
  }

  @Test
  void whatSeparatesStaysFinite() {
    int[] sets = {0, 0, 1, 1, 2, 2};
    boolean[] isCase = {true, false, true, false, true, false};
    Slope slope = MatchedRegression.slopes(sets, isCase, new double[][] {{1, 0, 1, 0, 1, 0}}).getFirst();
    assertTrue(Double.isFinite(slope.logOddsRatio()) && slope.logOddsRatio() > 1 && slope.pValue() > 0.05, slope.toString());
  }
}
