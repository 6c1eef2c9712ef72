package dev.perennial.scoring.logistic;

import dev.perennial.scoring.document.ColumnDocument;
import dev.perennial.scoring.document.LinearDocument;
import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.document.ModelKind;
import dev.perennial.scoring.document.TermDocument;
import dev.perennial.scoring.document.TermDocument.Part;
import dev.perennial.scoring.document.TrainingDocument;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Trains M2: a function of rows, specification and declared directions; no chance is involved. */
public final class LogisticTraining {
  private LogisticTraining() {}

  /**
   * @param monotone +1 for columns whose coefficient may not be negative, -1 for not positive; a coefficient that
   *     would be is held at 0 and the rest fitted again
   */
  public static ModelDocument train(
      TrainingTable table, int[] order, LogisticSpec spec, Map<String, Integer> monotone, long seed) {
    List<TrainingColumn> columns = table.columnsByName();
    List<Term> terms = Terms.of(columns, order, spec);
    List<String> notes = new ArrayList<>();
    double[] mean = new double[terms.size() + 1];
    double[] precision = new double[terms.size() + 1];
    boolean[] fixed = new boolean[terms.size() + 1];
    for (int index = 0; index < terms.size(); index++) {
      mean[index + 1] = terms.get(index).priorMean();
      precision[index + 1] = terms.get(index).precision();
      fixed[index + 1] = terms.get(index).constant();
    }
    interceptPrior(table, spec, mean, precision, notes);
    Newton.Optimum optimum = fit(new Design(table, order, terms), terms, mean, precision, fixed, monotone);
    for (int index = 0; index < terms.size(); index++) {
      if (fixed[index + 1]) {
        notes.add("the coefficient of " + terms.get(index).source().name() + " is held at 0");
      }
    }
    if (!optimum.converged()) {
      notes.add("the optimum was not reached: without a prior the outcomes may be separable");
    }
    return document(table, columns, terms, optimum, seed, notes);
  }

  private static void interceptPrior(
      TrainingTable table, LogisticSpec spec, double[] mean, double[] precision, List<String> notes) {
    Double deviation = spec.interceptDeviation();
    if (deviation != null) {
      mean[0] = spec.interceptMean();
      precision[0] = 1 / (deviation * deviation);
    } else if (table.losses() == 0 || table.losses() == table.rows()) {
      // One kind of outcome has no finite optimum; half an outcome of each kind is added, as a prior.
      mean[0] = Logistic.logOdds((table.losses() + 0.5) / (table.rows() + 1.0));
      precision[0] = 1;
      notes.add("only one kind of outcome: the intercept has a prior around half an outcome of each kind");
    }
  }

  private static Newton.Optimum fit(
      Design design,
      List<Term> terms,
      double[] mean,
      double[] precision,
      boolean[] fixed,
      Map<String, Integer> monotone) {
    double[] start = start(mean, precision, fixed);
    Newton.Optimum optimum = Newton.maximise(design, mean, precision, fixed, start);
    while (holdWrongWay(optimum.coefficients(), terms, fixed, monotone)) {
      optimum = Newton.maximise(design, mean, precision, fixed, start(mean, precision, fixed));
    }
    return optimum;
  }

  private static double[] start(double[] mean, double[] precision, boolean[] fixed) {
    double[] start = new double[mean.length];
    for (int index = 0; index < start.length; index++) {
      start[index] = precision[index] > 0 && !fixed[index] ? mean[index] : 0;
    }
    return start;
  }

  private static boolean holdWrongWay(
      double[] coefficients, List<Term> terms, boolean[] fixed, Map<String, Integer> monotone) {
    boolean found = false;
    for (int index = 0; index < terms.size(); index++) {
      Term term = terms.get(index);
      int direction = monotone.getOrDefault(term.source().name(), 0);
      if (term.level() < 0 && term.part() != Part.SILENT && direction * coefficients[index + 1] < 0) {
        fixed[index + 1] = true;
        found = true;
      }
    }
    return found;
  }

  private static ModelDocument document(
      TrainingTable table,
      List<TrainingColumn> columns,
      List<Term> terms,
      Newton.Optimum optimum,
      long seed,
      List<String> notes) {
    double[][] factor = optimum.inverseFactor();
    List<TermDocument> documents = new ArrayList<>();
    for (int index = 0; index < terms.size(); index++) {
      double variance = 0;
      for (int row = index + 1; row < factor.length; row++) {
        variance += factor[row][index + 1] * factor[row][index + 1];
      }
      documents.add(terms.get(index).document(optimum.coefficients()[index + 1], StrictMath.sqrt(variance)));
    }
    return new ModelDocument(
        ModelKind.LOGISTIC,
        ModelDocument.FORMAT,
        columns.stream().map(column -> new ColumnDocument(column.name(), column.type(), column.levels())).toList(),
        optimum.coefficients()[0],
        0,
        new LinearDocument(
            documents, Arrays.stream(factor).map(row -> Arrays.stream(row).boxed().toList()).toList()),
        List.of(),
        List.of(),
        new TrainingDocument(
            table.rows(),
            table.losses(),
            seed,
            optimum.logLikelihood(),
            optimum.steps(),
            optimum.converged(),
            notes));
  }
}
