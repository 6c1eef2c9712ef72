package dev.perennial.scoring.additive;

import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.document.ModelKind;
import dev.perennial.scoring.document.PairDocument;
import dev.perennial.scoring.document.ShapeDocument;
import dev.perennial.scoring.document.TrainingDocument;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.learned.TableScores;
import dev.perennial.scoring.logistic.LogisticTraining;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains M3: the logistic model on all rows, then the mean of several bags of boosted shapes and pairs, each of
 * which leaves out another part of the customers. The bags' spread, as a delete-a-group jackknife, gives the
 * variance of every cell.
 */
public final class AdditiveTraining {
  private static final int FEWEST_PER_BAG = 5;
  private static final int PAIRS_AT_A_TIME = 3;

  private final TrainingTable table;
  private final int[] order;
  private final AdditiveSpec spec;
  private final long seed;
  private final ModelDocument base;
  private final BinnedColumn[] columns;
  private final boolean[] lost;
  private final double[] offset;

  private AdditiveTraining(
      TrainingTable table, int[] order, AdditiveSpec spec, Map<String, Integer> monotone, long seed, ModelDocument base) {
    this.table = table;
    this.order = order;
    this.spec = spec;
    this.seed = seed;
    this.base = base;
    offset = TableScores.logOdds(base, table, order);
    lost = new boolean[order.length];
    for (int row = 0; row < lost.length; row++) {
      lost[row] = table.lost(order[row]);
    }
    List<BinnedColumn> binned = new ArrayList<>();
    for (TrainingColumn column : table.columnsByName()) {
      BinnedColumn made = Binning.of(column, order, spec.bins(), monotone.getOrDefault(column.name(), 0));
      if (made.cuts().length > 0 || column.type() == FeatureType.CATEGORICAL && made.levels().size() > 1) {
        binned.add(made);
      }
    }
    columns = binned.toArray(BinnedColumn[]::new);
  }

  /** Trains; with too few outcomes of either kind the model is the logistic one. */
  public static ModelDocument train(
      TrainingTable given, int[] order, AdditiveSpec spec, Map<String, Integer> monotone, long seed) {
    TrainingTable table = given.byName();
    ModelDocument base = LogisticTraining.train(table, order, spec.logistic(), monotone, seed);
    int fewest = StrictMath.min(table.losses(), table.rows() - table.losses());
    if (fewest < FEWEST_PER_BAG * spec.bags()) {
      return with(base, base.baseline(), List.of(), List.of(), "too few outcomes of either kind for shapes and pairs");
    }
    AdditiveTraining training = new AdditiveTraining(table, order, spec, monotone, seed, base);
    return training.columns.length == 0
        ? with(base, base.baseline(), List.of(), List.of(), "no column that varies")
        : training.train();
  }

  private ModelDocument train() {
    Bags bags = new Bags(table, order, spec.bags(), seed);
    double[][][] shapes = new double[spec.bags()][][];
    double[][][] pairTables = new double[spec.bags()][][];
    for (int bag = 0; bag < spec.bags(); bag++) {
      shapes[bag] = new Boosting(spec, new Rows(lost, offset.clone(), bags.heldOut(bag))).shapes(columns);
    }
    List<Pair> pairs = spec.pairs() == 0 ? List.of() : screen(Average.of(shapes), bags);
    for (int bag = 0; bag < spec.bags(); bag++) {
      Rows rows = new Rows(lost, withShapes(shapes[bag]), bags.heldOut(bag));
      pairTables[bag] = pairs.isEmpty() ? new double[0][] : new Boosting(spec, rows).pairs(pairs);
    }
    double baseline = base.baseline();
    for (int bag = 0; bag < spec.bags(); bag++) {
      baseline += purify(shapes[bag], pairs, pairTables[bag]) / spec.bags();
    }
    List<ShapeDocument> shapeDocuments = new ArrayList<>();
    for (int column = 0; column < columns.length; column++) {
      shapeDocuments.add(Documents.shape(columns[column], Average.slice(shapes, column)));
    }
    List<PairDocument> pairDocuments = new ArrayList<>();
    for (int pair = 0; pair < pairs.size(); pair++) {
      pairDocuments.add(Documents.pair(pairs.get(pair), columns, Average.slice(pairTables, pair)));
    }
    ModelDocument model = with(base, baseline, shapeDocuments, pairDocuments, bags.note());
    return with(base, baseline + shift(model), shapeDocuments, pairDocuments, bags.note());
  }

  /** A few at a time: what one pair explains, its look-alikes no longer ask for. */
  private List<Pair> screen(double[][] meanShapes, Bags bags) {
    Groups[] groups = new Groups[columns.length];
    for (int column = 0; column < columns.length; column++) {
      groups[column] = Groups.of(columns[column], lost, spec.pairBins());
    }
    double[] logOdds = withShapes(meanShapes);
    List<Pair> chosen = new ArrayList<>();
    while (chosen.size() < spec.pairs()) {
      Rows residuals = new Rows(lost, logOdds, new boolean[lost.length]);
      residuals.refresh();
      int wanted = StrictMath.min(PAIRS_AT_A_TIME, spec.pairs() - chosen.size());
      List<Pair> found = new PairScreen(spec, columns, groups, residuals).choose(wanted, chosen);
      if (found.isEmpty()) {
        break;
      }
      chosen.addAll(found);
      double[][] tables = new Boosting(spec, new Rows(lost, logOdds.clone(), bags.heldOut(0))).pairs(found);
      for (int pair = 0; pair < tables.length; pair++) {
        short[] codes = found.get(pair).codes();
        for (int row = 0; row < logOdds.length; row++) {
          logOdds[row] += tables[pair][codes[row]];
        }
      }
    }
    return chosen;
  }

  private double[] withShapes(double[][] shapes) {
    double[] logOdds = offset.clone();
    for (int column = 0; column < columns.length; column++) {
      byte[] codes = columns[column].codes();
      double[] shape = shapes[column];
      for (int row = 0; row < logOdds.length; row++) {
        logOdds[row] += shape[codes[row] & 0xFF];
      }
    }
    return logOdds;
  }

  private double purify(double[][] shapes, List<Pair> pairs, double[][] tables) {
    for (int index = 0; index < pairs.size(); index++) {
      Pair pair = pairs.get(index);
      Purification.pair(pair, tables[index], shapes[pair.first()], shapes[pair.second()]);
    }
    double mean = 0;
    for (int column = 0; column < columns.length; column++) {
      mean += Purification.shape(columns[column], shapes[column]);
    }
    return mean;
  }

  /** What the baseline lacks for the mean probability of training to be its loss rate. */
  private double shift(ModelDocument model) {
    if (spec.logistic().interceptDeviation() != null) {
      return 0;
    }
    double[] logOdds = TableScores.logOdds(model, table, order);
    double shift = 0;
    for (int step = 0; step < 20; step++) {
      double slope = 0;
      double curvature = 0;
      for (int row = 0; row < logOdds.length; row++) {
        double probability = Logistic.probability(logOdds[row] + shift);
        slope += probability - (lost[row] ? 1 : 0);
        curvature += probability * (1 - probability);
      }
      double change = curvature > 0 ? slope / curvature : 0;
      shift -= change;
      if (StrictMath.abs(change) < 1e-12) {
        break;
      }
    }
    return shift;
  }

  private static ModelDocument with(
      ModelDocument base, double baseline, List<ShapeDocument> shapes, List<PairDocument> pairs, String note) {
    TrainingDocument made = base.training();
    List<String> notes = new ArrayList<>(made.notes());
    notes.add(note);
    return new ModelDocument(
        ModelKind.ADDITIVE,
        base.format(),
        base.columns(),
        baseline,
        base.baselineVariance(),
        base.linear(),
        shapes,
        pairs,
        new TrainingDocument(
            made.rows(), made.losses(), made.seed(), made.logLikelihood(), made.iterations(), made.converged(), notes));
  }
}
