package dev.perennial.risk;

import dev.perennial.scoring.feature.CompetitorBurst;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.Measure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * How one feature is read from a row of the feature query; NaN means that nothing was found.
 *
 * @param form what the columns hold
 * @param columns names of the columns: one, unless the form says otherwise
 */
record FeatureColumn(FeatureDefinition feature, Form form, List<String> columns) {
  /** What the columns hold. */
  enum Form {
    NUMBER,
    LEVEL,
    /** Two: the means of the recent and of the earlier window. */
    TREND,
    COVERAGE,
    /** Three: contacts in the window, contacts before it, and the days before it that are known. */
    BURST
  }

  static FeatureColumn of(FeatureDefinition feature, Form form, String... columns) {
    return new FeatureColumn(feature, form, List.of(columns));
  }

  /**
   * @param connectedKinds how many kinds of signal any source delivers, for the share of them that
   *     knows the customer
   */
  double read(ResultSet row, int connectedKinds) throws SQLException {
    return switch (form) {
      case NUMBER -> number(row, 0);
      case TREND -> trend(number(row, 0), number(row, 1));
      case LEVEL -> level(row.getString(columns.getFirst()));
      case COVERAGE -> (double) Integer.bitCount(row.getInt(columns.getFirst())) / connectedKinds;
      case BURST -> burst(row);
    };
  }

  private double number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(columns.get(column));
    return row.wasNull() ? Double.NaN : value;
  }

  /** See {@link Measure#TREND}; NaN unless both windows hold facts. */
  private static double trend(double recent, double earlier) {
    return StrictMath.log(
        (StrictMath.max(recent, 0) + Measure.TREND_EPSILON)
            / (StrictMath.max(earlier, 0) + Measure.TREND_EPSILON));
  }

  private double burst(ResultSet row) throws SQLException {
    return CompetitorBurst.of(
        row.getLong(columns.get(0)),
        Objects.requireNonNull(feature.windowDays()),
        row.getLong(columns.get(1)),
        row.getDouble(columns.get(2)));
  }

  private double level(String text) {
    return text == null ? Double.NaN : feature.levelIndex(text);
  }
}
