package dev.perennial.scoring.logistic;

import dev.perennial.scoring.document.TermDocument.Part;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.table.TrainingColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which linear terms a table gives, in the order of column names. */
final class Terms {
  /** More columns of ones and zeros than this slow training without telling more. */
  private static final int MAXIMUM_LEVELS = 64;

  /** Values further from the mean than so many standard deviations count as this far. */
  private static final double FURTHEST = 10;

  private final LogisticSpec spec;
  private final int[] order;
  private final List<Term> terms = new ArrayList<>();

  private Terms(LogisticSpec spec, int[] order) {
    this.spec = spec;
    this.order = order;
  }

  static List<Term> of(List<TrainingColumn> columns, int[] order, LogisticSpec spec) {
    Terms made = new Terms(spec, order);
    for (TrainingColumn column : columns) {
      made.add(column);
    }
    return made.terms;
  }

  private void add(TrainingColumn column) {
    List<TermPrior> priors =
        spec.priors().stream().filter(prior -> prior.column().equals(column.name())).toList();
    if (priors.isEmpty() && spec.onlyStated()) {
      return;
    }
    Counts counts = Counts.of(column, order);
    if (column.type() == FeatureType.CATEGORICAL) {
      addLevels(column, counts, priors);
    } else {
      terms.add(priors.isEmpty() ? number(column) : stated(column, priors.getFirst(), -1));
    }
    addSilence(column, counts, priors);
  }

  private void addLevels(TrainingColumn column, Counts counts, List<TermPrior> priors) {
    for (int level : counts.levelsByName(column)) {
      TermPrior prior =
          priors.stream().filter(one -> column.levels().get(level).equals(one.level())).findFirst().orElse(null);
      if (prior != null) {
        terms.add(stated(column, prior, level));
      } else if (!spec.onlyStated()) {
        double share = counts.known == 0 ? 0 : counts.levels[level] / (double) counts.known;
        double spread = StrictMath.sqrt(share * (1 - share));
        terms.add(
            new Term(
                column, Part.LEVEL, level, share, 1, null, null, spread, 0, spec.levelDeviation(),
                spec.levelDeviation() == null && (share == 0 || share == 1)));
      }
    }
  }

  private static Term stated(TrainingColumn column, TermPrior prior, int level) {
    return new Term(
        column,
        level < 0 ? Part.VALUE : Part.LEVEL,
        level,
        prior.centre(),
        prior.scale(),
        prior.minimum(),
        prior.maximum(),
        prior.spread(),
        prior.mean(),
        prior.deviation(),
        false);
  }

  private Term number(TrainingColumn column) {
    if (!spec.standardise()) {
      return new Term(column, Part.VALUE, -1, 0, 1, null, null, 1, 0, spec.deviation(), false);
    }
    Part part = spec.logarithms() && Moments.isSkewed(column, order) ? Part.LOGARITHM : Part.VALUE;
    Moments raw = Moments.of(column, order, part, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    double low = raw.mean() - FURTHEST * raw.deviation();
    double high = raw.mean() + FURTHEST * raw.deviation();
    boolean constant = !(raw.deviation() > 1e-12 * StrictMath.abs(raw.mean())) || raw.deviation() == 0;
    if (constant) {
      return new Term(column, part, -1, raw.mean(), 1, raw.mean(), raw.mean(), 0, 0, spec.deviation(), true);
    }
    Moments within = Moments.of(column, order, part, low, high);
    return new Term(
        column, part, -1, within.mean(), within.deviation(), low, high, 1, 0, spec.deviation(), false);
  }

  private void addSilence(TrainingColumn column, Counts counts, List<TermPrior> priors) {
    TermPrior said = priors.stream().filter(prior -> prior.silentMean() != null).findFirst().orElse(null);
    if (said != null && said.silentMean() != null) {
      terms.add(silence(column, 0, said.silentMean(), said.deviation()));
    } else if (counts.silent > 0) {
      double centre = priors.isEmpty() ? counts.silent / (double) (counts.silent + counts.known) : 0;
      terms.add(silence(column, centre, 0, spec.levelDeviation()));
    }
  }

  private static Term silence(TrainingColumn column, double centre, double mean, @Nullable Double deviation) {
    boolean always = centre == 1 && deviation == null;
    return new Term(column, Part.SILENT, -1, centre, 1, null, null, 0, mean, deviation, always);
  }

  /** How often each state and level occurs. */
  private static final class Counts {
    private int known;
    private int silent;
    private final int[] levels;

    private Counts(int levels) {
      this.levels = new int[levels];
    }

    static Counts of(TrainingColumn column, int[] order) {
      Counts counts = new Counts(column.levels().size());
      for (int row : order) {
        byte state = column.state(row);
        if (state == FeatureState.SILENT.code()) {
          counts.silent++;
        } else if (state == FeatureState.VALUE.code()) {
          counts.known++;
          if (counts.levels.length > 0 && column.value(row) >= 0) {
            counts.levels[(int) column.value(row)]++;
          }
        }
      }
      return counts;
    }

    /** The most frequent levels, by name: their order in a document must not show. */
    List<Integer> levelsByName(TrainingColumn column) {
      Comparator<Integer> byName = Comparator.comparing(level -> column.levels().get(level));
      List<Integer> kept = new ArrayList<>();
      for (int level = 0; level < levels.length; level++) {
        kept.add(level);
      }
      kept.sort(Comparator.<Integer>comparingInt(level -> -levels[level]).thenComparing(byName));
      List<Integer> most = new ArrayList<>(kept.subList(0, StrictMath.min(MAXIMUM_LEVELS, kept.size())));
      most.sort(byName);
      return most;
    }
  }

  /** Mean and population standard deviation of the known values as they are read, in two passes. */
  private record Moments(double mean, double deviation) {
    /** Above this a distribution is highly skewed: Bulmer, Principles of Statistics, 1979. */
    private static final double HIGHLY = 1;

    static Moments of(TrainingColumn column, int[] order, Part part, double low, double high) {
      double sum = 0;
      int known = 0;
      for (int row : order) {
        if (column.state(row) == FeatureState.VALUE.code()) {
          sum += clamp(Term.read(part, column.value(row)), low, high);
          known++;
        }
      }
      double mean = known == 0 ? 0 : sum / known;
      double squares = 0;
      for (int row : order) {
        if (column.state(row) == FeatureState.VALUE.code()) {
          double distance = clamp(Term.read(part, column.value(row)), low, high) - mean;
          squares += distance * distance;
        }
      }
      return new Moments(mean, known == 0 ? 0 : StrictMath.sqrt(squares / known));
    }

    /** Never negative, and highly skewed to the right; what is only 0 or 1 is not. */
    static boolean isSkewed(TrainingColumn column, int[] order) {
      Moments moments = of(column, order, Part.VALUE, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
      double cubes = 0;
      double greatest = 0;
      int known = 0;
      for (int row : order) {
        if (column.state(row) == FeatureState.VALUE.code()) {
          double value = column.value(row);
          if (value < 0) {
            return false;
          }
          double distance = (value - moments.mean) / moments.deviation;
          cubes += distance * distance * distance;
          greatest = StrictMath.max(greatest, value);
          known++;
        }
      }
      return greatest > 1 && cubes / known > HIGHLY;
    }

    private static double clamp(double value, double low, double high) {
      return StrictMath.min(StrictMath.max(value, low), high);
    }
  }
}
