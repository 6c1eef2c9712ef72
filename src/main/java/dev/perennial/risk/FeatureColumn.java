package dev.perennial.risk;

import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.Measure;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How one feature is read from a row of the feature query; NaN means that nothing was found.
 *
 * @param form what the columns hold
 * @param column name of the column; of the recent window's mean for a trend
 * @param earlierColumn name of the earlier window's mean, for a trend only
 */
record FeatureColumn(FeatureDefinition feature, Form form, String column, String earlierColumn) {
  /** What the columns hold. */
  enum Form {
    NUMBER,
    LEVEL,
    TREND,
    COVERAGE
  }

  static FeatureColumn of(FeatureDefinition feature, Form form, String column) {
    return new FeatureColumn(feature, form, column, column);
  }

  /**
   * @param connectedKinds how many kinds of signal any source delivers, for the share of them that
   *     knows the customer
   */
  double read(ResultSet row, int connectedKinds) throws SQLException {
    return switch (form) {
      case NUMBER -> number(row, column);
      case TREND -> trend(number(row, column), number(row, earlierColumn));
      case LEVEL -> level(row.getString(column));
      case COVERAGE -> (double) Integer.bitCount(row.getInt(column)) / connectedKinds;
    };
  }

  private static double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }

  /** See {@link Measure#TREND}; NaN unless both windows hold facts. */
  private static double trend(double recent, double earlier) {
    return StrictMath.log(
        (StrictMath.max(recent, 0) + Measure.TREND_EPSILON)
            / (StrictMath.max(earlier, 0) + Measure.TREND_EPSILON));
  }

  private double level(String text) {
    return text == null ? Double.NaN : feature.levelIndex(text);
  }
}
