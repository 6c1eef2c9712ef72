package dev.perennial.scoring.predictor;

import dev.perennial.scoring.evaluate.Ranking;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import dev.perennial.scoring.test.AdjustedPValues;
import dev.perennial.scoring.test.TwoByTwo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which exposures and which numbers go with losing: by themselves (the association panel) and with segment, value, usage,
 * attainment and each other held equal (the adjusted panel, one logistic regression). Each panel has its own family of
 * tests, corrected by Benjamini and Hochberg; the two are never mixed. A function of its arguments alone.
 */
public final class PredictorStudy {
  /** Fewer losses than this say nothing. */
  public static final int ENOUGH_LOSSES = 20;

  /** Fewer exposed losses than this say nothing about an exposure. */
  public static final int ENOUGH_EXPOSED_LOSSES = 10;

  private static final Confidence CONFIDENCE = Confidence.NINETY_FIVE;
  private static final String PREFIX = "exposure ";

  private final TrainingTable rows;
  private final List<Exposure> exposures;
  private final int[] segments;
  private final double falseDiscoveryRate;

  private PredictorStudy(TrainingTable rows, List<Exposure> exposures, int[] segments, double falseDiscoveryRate) {
    this.rows = rows;
    this.exposures = exposures;
    this.segments = segments;
    this.falseDiscoveryRate = falseDiscoveryRate;
  }

  /**
   * What a study found.
   *
   * @param exposures in the order given
   * @param covariates the numbers among the covariates, in the order given
   * @param associationFamily questions asked in the association panel
   * @param adjustedFamily questions asked in the adjusted panel
   */
  public record Findings(
      List<ExposureFinding> exposures, List<CovariateFinding> covariates, int associationFamily, int adjustedFamily) {}

  /**
   * @param rows outcomes with their covariates
   * @param segments a number per row, 0 and up: the strata
   * @param falseDiscoveryRate the level that "clear" means, for instance 0.05
   */
  public static Findings of(
      TrainingTable rows, List<Exposure> exposures, int[] segments, double falseDiscoveryRate) {
    return new PredictorStudy(rows, exposures, segments, falseDiscoveryRate).findings();
  }

  /** The same outcomes with other columns. */
  public static TrainingTable withColumns(TrainingTable rows, List<TrainingColumn> columns) {
    return Regression.table(columns, rows);
  }

  private Findings findings() {
    boolean enough = rows.losses() >= ENOUGH_LOSSES && rows.rows() - rows.losses() >= ENOUGH_LOSSES;
    List<ExposureFinding> plain = exposures.stream().map(this::plain).toList();
    List<TrainingColumn> columns = new ArrayList<>(rows.columns());
    Set<String> steps = new HashSet<>();
    for (int index = 0; index < plain.size(); index++) {
      if (plain.get(index).reason() == null) {
        columns.add(column(exposures.get(index)));
        steps.add(PREFIX + exposures.get(index).code());
      }
    }
    Map<String, Slope> adjusted = enough ? Regression.slopes(Regression.table(columns, rows), steps) : Map.of();
    List<CovariateFinding> numbers =
        rows.columns().stream().filter(Regression::isNumber).map(column -> number(column, enough, adjusted)).toList();
    return corrected(plain, numbers, adjusted);
  }

  private ExposureFinding plain(Exposure exposure) {
    int strata = Arrays.stream(segments).max().orElse(-1) + 1;
    long[][] cells = new long[strata + 1][4];
    for (int row = 0; row < rows.rows(); row++) {
      if (exposure.known()[row]) {
        int cell = (exposure.exposed()[row] ? 0 : 2) + (rows.lost(row) ? 0 : 1);
        cells[segments[row]][cell]++;
        cells[strata][cell]++;
      }
    }
    long[] all = cells[strata];
    long known = Arrays.stream(all).sum();
    long losses = all[0] + all[2];
    String reason = reason(losses, all[0], known - losses, all);
    if (reason != null) {
      return new ExposureFinding(exposure.code(), known, losses, all[0], reason, null, null, null, null, null, false, false);
    }
    Association association = Association.of(table(all), CONFIDENCE);
    List<TwoByTwo> tables =
        Arrays.stream(cells, 0, strata).filter(cell -> Arrays.stream(cell).sum() > 0).map(PredictorStudy::table).toList();
    Stratification stratification = Stratification.of(tables, CONFIDENCE);
    boolean simpson = association != null && stratification != null && stratification.reverses(association);
    return new ExposureFinding(
        exposure.code(), known, losses, all[0], null, association, null, null, null, stratification, false, simpson);
  }

  private static @Nullable String reason(long losses, long exposedLosses, long kept, long[] cells) {
    if (losses < ENOUGH_LOSSES) {
      return "%d losses; at least %d are needed".formatted(losses, ENOUGH_LOSSES);
    }
    if (exposedLosses < ENOUGH_EXPOSED_LOSSES) {
      return "%d losses among the exposed; at least %d are needed".formatted(exposedLosses, ENOUGH_EXPOSED_LOSSES);
    }
    return kept == 0 || cells[2] + cells[3] == 0 ? "nobody to compare with" : null;
  }

  private static TwoByTwo table(long[] cells) {
    return new TwoByTwo(cells[0], cells[1], cells[2], cells[3]);
  }

  private static TrainingColumn column(Exposure exposure) {
    int rows = exposure.exposed().length;
    double[] values = new double[rows];
    byte[] states = new byte[rows];
    for (int row = 0; row < rows; row++) {
      values[row] = exposure.known()[row] ? (exposure.exposed()[row] ? 1 : 0) : Double.NaN;
      states[row] = (exposure.known()[row] ? FeatureState.VALUE : FeatureState.NOT_CONNECTED).code();
    }
    return TrainingColumn.of(PREFIX + exposure.code(), FeatureType.BOOLEAN, values, states);
  }

  private CovariateFinding number(TrainingColumn column, boolean enough, Map<String, Slope> adjusted) {
    int size = rows.rows();
    double[] values = new double[size];
    boolean[] lost = new boolean[size];
    int known = 0;
    long knownLost = 0;
    double sumLost = 0;
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < size; row++) {
      if (column.state(row) == FeatureState.VALUE.code()) {
        values[known] = column.value(row);
        lost[known] = rows.lost(row);
        sum += values[known];
        squares += values[known] * values[known];
        knownLost += lost[known] ? 1 : 0;
        sumLost += lost[known] ? values[known] : 0;
        known++;
      }
    }
    long knownRenewed = known - knownLost;
    double variance = known == 0 ? 0 : StrictMath.max(0, squares / known - (sum / known) * (sum / known));
    double auc = Ranking.auc(Arrays.copyOf(values, known), Arrays.copyOf(lost, known)).estimate();
    boolean tested = enough && knownLost >= ENOUGH_LOSSES && knownRenewed >= ENOUGH_LOSSES;
    Slope naive =
        tested ? Regression.slopes(Regression.table(List.of(column), rows), Set.of()).get(column.name()) : null;
    return new CovariateFinding(
        column.name(),
        knownLost,
        knownRenewed,
        knownLost == 0 ? null : sumLost / knownLost,
        knownRenewed == 0 ? null : (sum - sumLost) / knownRenewed,
        known == 0 ? null : StrictMath.sqrt(variance),
        Double.isNaN(auc) ? null : auc,
        naive,
        null,
        tested ? adjusted.get(column.name()) : null,
        null,
        false);
  }

  /** The q-values: exposures and numbers of a panel are one family. */
  private Findings corrected(List<ExposureFinding> plain, List<CovariateFinding> numbers, Map<String, Slope> adjusted) {
    double[] naiveP = new double[plain.size() + numbers.size()];
    double[] adjustedP = new double[naiveP.length];
    for (int index = 0; index < naiveP.length; index++) {
      boolean exposure = index < plain.size();
      Association association = exposure ? plain.get(index).association() : null;
      Slope naive = exposure ? null : numbers.get(index - plain.size()).naive();
      Slope held = exposure ? held(plain.get(index), adjusted) : numbers.get(index - plain.size()).adjusted();
      naiveP[index] = association != null ? association.pValue() : naive != null ? naive.pValue() : Double.NaN;
      adjustedP[index] = held == null ? Double.NaN : held.pValue();
    }
    double[] naiveQ = AdjustedPValues.benjaminiHochberg(naiveP);
    double[] adjustedQ = AdjustedPValues.benjaminiHochberg(adjustedP);
    List<ExposureFinding> found = new ArrayList<>();
    for (int index = 0; index < plain.size(); index++) {
      found.add(with(plain.get(index), naiveQ[index], held(plain.get(index), adjusted), adjustedQ[index]));
    }
    List<CovariateFinding> differing = new ArrayList<>();
    for (int index = 0; index < numbers.size(); index++) {
      differing.add(with(numbers.get(index), naiveQ[plain.size() + index], adjustedQ[plain.size() + index]));
    }
    return new Findings(found, differing, count(naiveP), count(adjustedP));
  }

  private static @Nullable Slope held(ExposureFinding finding, Map<String, Slope> adjusted) {
    return finding.reason() == null ? adjusted.get(PREFIX + finding.code()) : null;
  }

  private ExposureFinding with(ExposureFinding plain, double naiveQ, @Nullable Slope adjusted, double adjustedQ) {
    Association naive = plain.association();
    boolean confounded =
        naive != null
            && adjusted != null
            && isConfounded(StrictMath.log(naive.oddsRatio().estimate().value()), naiveQ, adjusted, adjustedQ);
    return new ExposureFinding(
        plain.code(), plain.rows(), plain.losses(), plain.exposedLosses(), plain.reason(), naive, orNull(naiveQ), adjusted,
        orNull(adjustedQ), plain.stratification(), confounded, plain.simpson());
  }

  private CovariateFinding with(CovariateFinding plain, double naiveQ, double adjustedQ) {
    Slope naive = plain.naive();
    Slope adjusted = plain.adjusted();
    boolean confounded =
        naive != null && adjusted != null && isConfounded(naive.logOddsRatio(), naiveQ, adjusted, adjustedQ);
    return new CovariateFinding(
        plain.code(), plain.knownLost(), plain.knownRenewed(), plain.meanLost(), plain.meanRenewed(), plain.deviation(),
        plain.auc(), naive, orNull(naiveQ), adjusted, orNull(adjustedQ), confounded);
  }

  private boolean isConfounded(double naive, double naiveQ, Slope adjusted, double adjustedQ) {
    return Confounding.parts(naive, naiveQ, adjusted.logOddsRatio(), adjustedQ, falseDiscoveryRate);
  }

  private static @Nullable Double orNull(double q) {
    return Double.isNaN(q) ? null : q;
  }

  private static int count(double[] pValues) {
    return (int) Arrays.stream(pValues).filter(p -> !Double.isNaN(p)).count();
  }
}
