package dev.perennial.scoring.additive;

/** Mean and spread of the bags' tables. */
final class Average {
  private Average() {}

  /** The mean of each table over the bags. */
  static double[][] of(double[][][] bags) {
    double[][] mean = new double[bags[0].length][];
    for (int table = 0; table < mean.length; table++) {
      mean[table] = mean(slice(bags, table));
    }
    return mean;
  }

  /** One table of every bag. */
  static double[][] slice(double[][][] bags, int table) {
    double[][] slice = new double[bags.length][];
    for (int bag = 0; bag < bags.length; bag++) {
      slice[bag] = bags[bag][table];
    }
    return slice;
  }

  static double[] mean(double[][] bags) {
    double[] mean = new double[bags[0].length];
    for (int place = 0; place < mean.length; place++) {
      for (double[] bag : bags) {
        mean[place] += bag[place];
      }
      mean[place] /= bags.length;
    }
    return mean;
  }

  /**
   * Standard deviation of the mean by the delete-a-group jackknife, sqrt((G-1)/G sum of squared distances), to
   * six decimals: more would only make documents long.
   */
  static double[] deviation(double[][] bags, double[] mean) {
    double[] deviation = new double[mean.length];
    for (int place = 0; place < mean.length; place++) {
      double squares = 0;
      for (double[] bag : bags) {
        double distance = bag[place] - mean[place];
        squares += distance * distance;
      }
      double exact = StrictMath.sqrt(squares * (bags.length - 1) / bags.length);
      deviation[place] = StrictMath.rint(exact * 1e6) / 1e6;
    }
    return deviation;
  }
}
