package dev.perennial.survey;

import org.jspecify.annotations.Nullable;

/** The three survey metrics and what each means. */
enum SurveyMetric {
  NPS(
      "nps", 0, 10, 9, 6,
      "Share of answers 9 and 10 minus share of answers 0 to 6, in points from -100 to 100",
      "Standard interval of a difference of shares, 95%"),
  CSAT("csat", 1, 5, 4, 0, "Share of answers 4 and 5 of 1 to 5, from 0 to 1", "Wilson interval of a share, 95%"),
  CES("ces", 1, 7, 8, 0, "Mean of answers from 1 to 7", "Standard interval of a mean, 95%");

  private static final double Z = 1.959963984540054;

  final String type;
  final double lowest;
  final double highest;
  final double topFrom;
  final double bottomTo;
  final String definition;
  final String interval;

  SurveyMetric(
      String type, double lowest, double highest, double topFrom, double bottomTo, String definition, String interval) {
    this.type = type;
    this.lowest = lowest;
    this.highest = highest;
    this.topFrom = topFrom;
    this.bottomTo = bottomTo;
    this.definition = definition;
    this.interval = interval;
  }

  /** The metric of a survey's type, or null for a survey of one's own. */
  static @Nullable SurveyMetric ofType(String type) {
    for (SurveyMetric metric : values()) {
      if (metric.type.equals(type)) {
        return metric;
      }
    }
    return null;
  }

  /** @param deviation standard deviation of the answers (n - 1); null under two */
  Estimate of(long answers, long top, long bottom, double mean, @Nullable Double deviation) {
    if (answers == 0) {
      return new Estimate(null, null, null);
    }
    return switch (this) {
      case NPS -> netPromoterScore(answers, top, bottom);
      case CSAT -> wilson(answers, top);
      case CES -> mean(answers, mean, deviation);
    };
  }

  private static Estimate netPromoterScore(long n, long promoters, long detractors) {
    double p = (double) promoters / n;
    double d = (double) detractors / n;
    double half = Z * Math.sqrt(Math.max(0, p + d - (p - d) * (p - d)) / n);
    return new Estimate(100 * (p - d), 100 * Math.max(-1, p - d - half), 100 * Math.min(1, p - d + half));
  }

  private static Estimate wilson(long n, long top) {
    double p = (double) top / n;
    double square = Z * Z;
    double centre = (p + square / (2 * n)) / (1 + square / n);
    double half = Z * Math.sqrt(p * (1 - p) / n + square / (4.0 * n * n)) / (1 + square / n);
    return new Estimate(p, Math.max(0, centre - half), Math.min(1, centre + half));
  }

  private static Estimate mean(long n, double mean, @Nullable Double deviation) {
    if (deviation == null) {
      return new Estimate(mean, null, null);
    }
    double half = Z * deviation / Math.sqrt(n);
    return new Estimate(mean, Math.max(CES.lowest, mean - half), Math.min(CES.highest, mean + half));
  }

  /** A value with its 95% interval. */
  record Estimate(@Nullable Double value, @Nullable Double lowerBound, @Nullable Double upperBound) {}
}
