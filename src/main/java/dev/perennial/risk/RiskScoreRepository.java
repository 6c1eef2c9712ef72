package dev.perennial.risk;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.time.Ids;
import jakarta.inject.Singleton;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/**
 * Appends scores to the ledger and brings the boards up to date, each for a whole batch in one
 * statement.
 */
@Singleton
class RiskScoreRepository {
  /** Features travel as one array for all rows and are cut into one per row here. */
  private static final String APPEND =
      """
      INSERT INTO app.risk_score (tenant_id, id, renewal_id, customer_id, run_id, model_id, model_state, feature_set_id,
        as_of, recorded_at, probability, log_odds, baseline_log_odds, calibration_term, lower_bound, upper_bound,
        coverage, band, threshold, settings_version, at_risk, calibration_status, health, amount, currency, feature_values,
        feature_states, contributions, newest_fact_at)
      SELECT :tenant, s.id, s.renewal_id, s.customer_id, :run, :model, :modelState, :featureSet,
        coalesce(s.as_of, :asOf), :recordedAt, s.probability, s.log_odds, :baseline, s.calibration_term, s.lower_bound, s.upper_bound,
        s.coverage, s.band, :threshold, :settingsVersion, s.at_risk, :calibrationStatus, s.health, s.amount, :currency,
        (CAST(:values AS float8[]))[(s.n - 1) * :width + 1 \\: s.n * :width],
        s.states, (CAST(:contributions AS float8[]))[(s.n - 1) * :width + 1 \\: s.n * :width], s.newest_fact_at
      FROM unnest(:ids, :renewals, :customers, :probabilities, :logOdds, :calibration, :lower, :upper, :coverage, :bands,
                  :atRisk, :health, CAST(:amounts AS numeric[]), :states, CAST(:newest AS timestamptz[]),
                  CAST(:asOfs AS timestamptz[]))
        WITH ORDINALITY AS s(id, renewal_id, customer_id, probability, log_odds, calibration_term, lower_bound, upper_bound,
                             coverage, band, at_risk, health, amount, states, newest_fact_at, as_of, n)
      """;

  /**
   * A score as of an earlier time than the board's changes nothing there. Written so that both
   * joins are look-ups by key even where the planner takes the batch for ten rows, as it does for
   * prepared statements.
   */
  private static final String UPDATE_BOARD =
      """
      WITH n AS (
        SELECT b.renewal_id, b.band AS old_band, b.probability AS old_probability, s.score_id, s.probability, s.band, s.at_risk
        FROM unnest(:renewals, :ids, :probabilities, :bands, :atRisk)
          AS s(renewal_id, score_id, probability, band, at_risk)
        JOIN app.renewal_board b ON b.tenant_id = :tenant AND b.renewal_id = s.renewal_id
        WHERE b.is_open AND (b.scored_at IS NULL OR b.scored_at <= :asOf)
        ORDER BY b.renewal_id FOR UPDATE OF b
      )
      UPDATE app.renewal_board b
      SET probability = n.probability, band = n.band, at_risk = n.at_risk, score_id = n.score_id, scored_at = :asOf,
          expected_loss = CAST(round(n.probability * b.amount) AS bigint)
      FROM n WHERE b.tenant_id = :tenant AND b.renewal_id = n.renewal_id
      RETURNING b.renewal_id, b.customer_id, n.score_id, n.old_band, n.old_probability, n.band, n.probability
      """;

  private static final String UPDATE_CUSTOMERS =
      """
      INSERT INTO app.customer_board AS c (tenant_id, customer_id, highest_risk, highest_risk_band)
      SELECT DISTINCT ON (b.customer_id) b.tenant_id, b.customer_id, b.probability, b.band
      FROM app.renewal_board b
      WHERE b.tenant_id = :tenant AND b.customer_id = ANY(:customers) AND b.is_open AND b.band IS NOT NULL
      ORDER BY b.customer_id, b.probability DESC
      ON CONFLICT (tenant_id, customer_id) DO UPDATE
      SET highest_risk = excluded.highest_risk, highest_risk_band = excluded.highest_risk_band
      WHERE (c.highest_risk, c.highest_risk_band) IS DISTINCT FROM (excluded.highest_risk, excluded.highest_risk_band)
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final Ids ids;

  RiskScoreRepository(Jdbi jdbi, CallerContext callers, Ids ids) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.ids = ids;
  }

  /**
   * Stores the batch in the caller's transaction.
   *
   * @return what became of the rows of the board; empty unless the model is active
   */
  List<BandChange> append(ScoreBatch batch, ScoreOrigin origin) {
    if (batch.size() == 0) {
      return List.of();
    }
    Columns columns = Columns.of(batch, origin, ids);
    return jdbi.withHandle(
        handle -> {
          insert(handle, batch, origin, columns);
          return origin.state() == ModelState.ACTIVE && origin.cutoffs().isEmpty() && origin.recordedBy() == null
              ? updateBoards(handle, batch, origin, columns)
              : List.of();
        });
  }

  private void insert(Handle handle, ScoreBatch batch, ScoreOrigin origin, Columns columns) {
    ScoringModel model = batch.model();
    Update insert =
        handle
            .createUpdate(APPEND)
            .bind("tenant", callers.tenantId())
            .bind("run", origin.runId())
            .bind("model", model.id())
            .bind("modelState", origin.state().name())
            .bind("featureSet", model.featureSetId())
            .bind("asOf", utc(origin.asOf()))
            .bind("recordedAt", utc(origin.recordedAt()))
            .bind("baseline", model.model().batch().baselineLogOdds())
            .bind("threshold", origin.rules().threshold())
            .bind("currency", origin.rules().reportingCurrency())
            .bind("settingsVersion", origin.rules().settingsVersion())
            .bind("width", model.featureSet().size())
            .bind("values", array(batch.features().values()))
            .bind("contributions", array(batch.results().contributions()))
            .bind("customers", batch.features().customerIds())
            .bind("logOdds", array(batch.results().logOdds()))
            .bind("calibration", array(batch.results().calibration()))
            .bind("calibrationStatus", model.calibrationStatus().name())
            .bind("asOfs", columns.asOfs)
            .bind("lower", array(batch.results().lower()))
            .bind("upper", array(batch.results().upper()))
            .bind("coverage", array(batch.results().coverage()))
            .bind("health", array(batch.health()))
            .bind("amounts", columns.amounts)
            .bind("states", columns.states)
            .bind("newest", columns.newest);
    bindShared(insert, batch, columns);
    insert.execute();
  }

  private List<BandChange> updateBoards(
      Handle handle, ScoreBatch batch, ScoreOrigin origin, Columns columns) {
    Query update =
        handle
            .createQuery(UPDATE_BOARD)
            .bind("tenant", callers.tenantId())
            .bind("asOf", utc(origin.asOf()));
    bindShared(update, batch, columns);
    List<BandChange> changes = update.map(BandChange::read).list();
    UUID[] customers =
        changes.stream().map(BandChange::customerId).distinct().sorted().toArray(UUID[]::new);
    handle
        .createUpdate(UPDATE_CUSTOMERS)
        .bind("tenant", callers.tenantId())
        .bind("customers", customers)
        .execute();
    return changes;
  }

  private static void bindShared(SqlStatement<?> statement, ScoreBatch batch, Columns columns) {
    statement
        .bind("ids", columns.ids)
        .bind("renewals", batch.features().renewalIds())
        .bind("probabilities", array(batch.results().probability()))
        .bind("bands", columns.bands)
        .bind("atRisk", array(columns.atRisk));
  }

  /** An array of primitives goes to the driver as it is, and travels in binary. */
  private static Argument array(Object primitives) {
    return (position, statement, context) -> statement.setObject(position, primitives, Types.ARRAY);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** Columns that are made for storing. */
  @SuppressWarnings("ArrayRecordComponent") // read once, by the statements above
  private record Columns(
      UUID[] ids,
      String[] bands,
      boolean[] atRisk,
      String[] amounts,
      String[] states,
      String[] newest,
      String[] asOfs) {
    static Columns of(ScoreBatch batch, ScoreOrigin origin, Ids ids) {
      RiskRules rules = origin.rules();
      int rows = batch.size();
      Columns columns =
          new Columns(
              new UUID[rows],
              new String[rows],
              new boolean[rows],
              new String[rows],
              new String[rows],
              new String[rows],
              new String[rows]);
      for (int row = 0; row < rows; row++) {
        double probability = batch.results().probability()[row];
        Instant newest = batch.features().newestFactAt()[row];
        columns.ids[row] = ids.next();
        columns.bands[row] = rules.band(probability).name();
        columns.atRisk[row] = rules.atRisk(probability);
        columns.amounts[row] = batch.features().amounts()[row].toPlainString();
        columns.states[row] = batch.features().encodedStates(row);
        columns.newest[row] = newest == null ? null : newest.toString();
        Instant asOf = origin.cutoffs().get(batch.features().renewalIds()[row]);
        columns.asOfs[row] = asOf == null ? null : asOf.toString();
      }
      return columns;
    }
  }
}
