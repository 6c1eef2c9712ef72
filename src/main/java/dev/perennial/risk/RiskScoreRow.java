package dev.perennial.risk;

import dev.perennial.kernel.Money;
import dev.perennial.platform.db.Rows;
import dev.perennial.scoring.explain.Scored;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.model.Prediction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A score as the ledger holds it. */
@SuppressWarnings("ArrayRecordComponent") // read once from the row, never changed
record RiskScoreRow(
    UUID id,
    UUID renewalId,
    UUID customerId,
    @Nullable UUID runId,
    UUID modelId,
    UUID featureSetId,
    Instant asOf,
    Instant recordedAt,
    double probability,
    double logOdds,
    double baselineLogOdds,
    double calibration,
    double lower,
    double upper,
    double coverage,
    String band,
    double threshold,
    long settingsVersion,
    boolean atRisk,
    String calibrationStatus,
    double health,
    Money amount,
    double[] values,
    String states,
    double[] contributions,
    @Nullable Instant newestFactAt) {
  static final String COLUMNS =
      """
      s.id, s.renewal_id, s.customer_id, s.run_id, s.model_id, s.feature_set_id, s.as_of, s.recorded_at, s.probability,
      s.log_odds, s.baseline_log_odds, s.calibration_term, s.lower_bound, s.upper_bound, s.coverage, s.band, s.threshold,
      s.settings_version, s.at_risk, s.calibration_status, s.health, s.amount, s.currency, s.feature_values, s.feature_states,
      s.contributions, s.newest_fact_at
      """;

  static RiskScoreRow read(ResultSet row, StatementContext context) throws SQLException {
    return new RiskScoreRow(
        Rows.uuid(row, "id"),
        Rows.uuid(row, "renewal_id"),
        Rows.uuid(row, "customer_id"),
        Rows.uuidOrNull(row, "run_id"),
        Rows.uuid(row, "model_id"),
        Rows.uuid(row, "feature_set_id"),
        Rows.instant(row, "as_of"),
        Rows.instant(row, "recorded_at"),
        row.getDouble("probability"),
        row.getDouble("log_odds"),
        row.getDouble("baseline_log_odds"),
        row.getDouble("calibration_term"),
        row.getDouble("lower_bound"),
        row.getDouble("upper_bound"),
        row.getDouble("coverage"),
        row.getString("band"),
        row.getDouble("threshold"),
        row.getLong("settings_version"),
        row.getBoolean("at_risk"),
        row.getString("calibration_status"),
        row.getDouble("health"),
        new Money(row.getBigDecimal("amount"), row.getString("currency")),
        doubles(row, "feature_values"),
        row.getString("feature_states"),
        doubles(row, "contributions"),
        Rows.instantOrNull(row, "newest_fact_at"));
  }

  static double[] doubles(ResultSet row, String column) throws SQLException {
    Double[] boxed = (Double[]) row.getArray(column).getArray();
    return Arrays.stream(boxed).mapToDouble(Double::doubleValue).toArray();
  }

  FeatureVector vector(ScoringModel model) {
    return FeatureVector.of(model.featureSet(), values, states);
  }

  /**
   * What was stored, as the model gave it.
   *
   * @throws IllegalArgumentException where the stored parts do not fit together
   */
  Prediction prediction() {
    return new Prediction(
        probability, logOdds, lower, upper, contributions, baselineLogOdds, calibration, coverage);
  }

  Scored scored(ScoringModel model) {
    return new Scored(model.model(), vector(model), prediction());
  }
}
