package dev.perennial.renewal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.history.PastKey;
import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.kernel.Money;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Renewals as they are read: the board, its summary, and one renewal whole; each is one statement. */
@Singleton
class RenewalReader {
  /** The page is cut on the board alone, whose index has the order; what the board lacks is looked up for that page only. */
  static final String PAGE = "FROM (SELECT b.* FROM app.renewal_board b WHERE b.tenant_id = :tenant";

  private static final String REST =
      ") b JOIN app.renewal r ON r.tenant_id = :tenant AND r.id = b.renewal_id";

  private static final String ITEM =
      "SELECT b.*, r.version, r.auto_renew, r.notice_received_date, r.next_step, r.next_step_date, r.snoozed_until_date ";

  private static final String STAGES =
      """
             (SELECT coalesce(jsonb_agg(jsonb_build_object('fromStage', s.from_stage, 'toStage', s.to_stage, 'actor', s.actor,
                        'changedAt', to_char(s.changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                        'note', s.note) ORDER BY s.changed_at, s.id), '[]')
              FROM app.renewal_stage_change s WHERE s.tenant_id = :tenant AND s.renewal_id = r.id%s) AS stage_history
      """;

  private static final String NOTICES =
      """
      , (SELECT coalesce(jsonb_agg(jsonb_build_object('receivedDate', n.received_date, 'effectiveDate', n.effective_date,
                   'note', n.note, 'recordedAt', $RECORDED$, 'withdrawnAt', $WITHDRAWN$,
                   'withdrawnDate', $DAY$) ORDER BY n.recorded_at, n.id), '[]')
         FROM app.renewal_notice n WHERE n.tenant_id = :tenant AND n.renewal_id = r.id%s) AS notice_history
      """
          .replace("$RECORDED$", utc("n.recorded_at"));

  private static final String ONE =
      """
      SELECT r.*, b.customer_name, b.owner_id, b.tier, b.amount AS reporting_amount, b.probability, b.band, b.at_risk,
             b.expected_loss, b.score_id, b.scored_at,
             coalesce(r.decided_date, CAST(:today AS date) + coalesce(k.notice_days, 0)) AS rolling_deadline,
      """
          + STAGES.formatted("")
          + NOTICES.formatted("").replace("$WITHDRAWN$", utc("n.withdrawn_at")).replace("$DAY$", "n.withdrawn_date")
          + """
      FROM app.renewal r
      JOIN app.renewal_board b ON b.tenant_id = :tenant AND b.renewal_id = r.id
      LEFT JOIN app.contract k ON k.tenant_id = :tenant AND k.id = r.contract_id
      WHERE r.tenant_id = :tenant AND r.id = :id
      """;

  /** What the board keeps beside a renewal {@code r}, from the customer, contract, score and rates of a point in time. */
  private static final String PAST_PARTS =
      """
      CROSS JOIN LATERAL $CUSTOMER$ c
      LEFT JOIN LATERAL $CONTRACT$ k ON true
      LEFT JOIN LATERAL $SCORE$ s ON true
      CROSS JOIN LATERAL (
        SELECT CAST(round(r.renewal_amount * CASE WHEN r.currency = :reportingCurrency THEN 1
                                                  ELSE CAST($RATES$ ->> r.currency AS numeric) END, 4) * 10000 AS bigint) AS amount) m
      """
          .replace("$CUSTOMER$", PastState.one("customer", "r.customer_id"))
          .replace("$CONTRACT$", PastState.one("contract", "r.contract_id"))
          .replace("$SCORE$", PastState.score("r.id"))
          .replace("$RATES$", PastState.RATES);

  private static final String PAST_COLUMNS =
      """
      c.name AS customer_name, coalesce(c.renewal_manager_id, c.csm_id) AS owner_id, c.tier,
      coalesce(s.probability, -1) AS probability, s.band, coalesce(s.at_risk, false) AS at_risk, s.score_id, s.scored_at,
      coalesce(CAST(round(s.probability * m.amount) AS bigint), -1) AS expected_loss, coalesce(m.amount, -1) AS
      """;

  private static final String PAST_ONE =
      "SELECT r.*, "
          + PAST_COLUMNS
          + " reporting_amount, coalesce(r.decided_date, CAST(:today AS date) + coalesce(k.notice_days, 0)) AS rolling_deadline, "
          + STAGES.formatted(" AND s.changed_at <= :knownAt AND s.changed_at <= :recordedBy")
          + NOTICES.formatted(" AND n.recorded_at <= :knownAt AND n.recorded_at <= :recordedBy")
              .replace(
                  "$WITHDRAWN$",
                  "CASE WHEN n.withdrawn_at <= :knownAt AND n.withdrawn_at <= :recordedBy THEN " + utc("n.withdrawn_at") + " END")
              .replace("$DAY$", "CASE WHEN n.withdrawn_at <= :knownAt AND n.withdrawn_at <= :recordedBy THEN n.withdrawn_date END")
          + "FROM $RENEWALS$ r "
          + PAST_PARTS;

  /** Stands where {@code renewal_board} stands in a plain read; has what a forecast asks of renewals, too. */
  static final String PAST_BOARD =
      "(SELECT r.id AS renewal_id, r.contract_id, r.customer_id, r.kind, r.contract_kind, r.stage,"
          + " r.forecast_category, r.outcome IS NULL AS is_open, r.outcome, coalesce(r.due_date, 'infinity') AS due_date,"
          + " coalesce(r.decision_deadline_date, r.decided_date, CAST(:today AS date) + coalesce(k.notice_days, 0)) AS decision_deadline_date,"
          + " r.currency, r.renewed_amount, r.forecast_amount, r.version, r.auto_renew, r.notice_received_date, r.next_step, r.next_step_date, r.snoozed_until_date, "
          + PAST_COLUMNS
          + " amount FROM "
          + PastState.all("renewal")
          + " r "
          + PAST_PARTS
          + ")";

  private static final String PAST_PAGE = "SELECT b.* FROM " + PAST_BOARD + " b WHERE true";

  /** As everywhere in the API. */
  private static String utc(String time) {
    return "to_char(" + time + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
  }

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;

  RenewalReader(Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  List<RenewalItem> list(Keyset<RenewalItem> keyset, Filters filters, String currency, LocalDate today) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(pageSql(keyset, filters))
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map((row, context) -> RenewalItem.read(row, ETags.ofVersion(row.getLong("version")), currency, today))
                .list());
  }

  /** The board as it was. */
  List<RenewalItem> list(Keyset<RenewalItem> keyset, Filters filters, PointInTime at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(PAST_PAGE + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("reportingCurrency", at.reportingCurrency())
                .bindMap(at.binds())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map((row, context) -> RenewalItem.read(row, ETags.PAST, at.reportingCurrency(), at.today()))
                .list());
  }

  static String pageSql(Keyset<RenewalItem> keyset, Filters filters) {
    return ITEM + PAGE + filters.sql() + keyset.predicate() + keyset.orderAndLimit() + REST + keyset.orderAndLimit();
  }

  List<RenewalSummary.Group> summary(RenewalGrouping grouping, Filters filters, String currency) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(grouping.sql(filters))
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .map((row, context) -> RenewalSummary.Group.read(row, currency))
                .list());
  }

  /** The same of the board as it was. */
  List<RenewalSummary.Group> summary(RenewalGrouping grouping, Filters filters, PointInTime at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(grouping.past(filters))
                .bind("tenant", callers.tenantId())
                .bind("reportingCurrency", at.reportingCurrency())
                .bindMap(at.binds())
                .bindMap(filters.binds())
                .map((row, context) -> RenewalSummary.Group.read(row, at.reportingCurrency()))
                .list());
  }

  Optional<RenewalView> read(UUID id, String reportingCurrency, LocalDate today) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ONE)
                .bind("tenant", callers.tenantId())
                .bind("today", today)
                .bind("id", id)
                .map((row, context) -> view(row, ETags.ofVersion(row.getLong("version")), reportingCurrency, today))
                .findOne());
  }

  /** As it was at that point. */
  Optional<RenewalView> read(PastKey key, PointInTime at) {
    String sql = PAST_ONE.replace("$RENEWALS$", PastState.one("renewal", key.id()));
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bind("reportingCurrency", at.reportingCurrency())
                .bindMap(at.binds())
                .bindMap(key.binds())
                .map((row, context) -> view(row, ETags.PAST, at.reportingCurrency(), at.today()))
                .findOne());
  }

  private RenewalView view(ResultSet row, String etag, String reportingCurrency, LocalDate today) throws SQLException {
    String currency = row.getString("currency");
    RenewalStage stage = RenewalStage.valueOf(row.getString("stage"));
    LocalDate due = Rows.dateOrNull(row, "due_date");
    LocalDate rolling = Rows.date(row, "rolling_deadline");
    LocalDate notice = Rows.dateOrNull(row, "notice_deadline_date");
    LocalDate decision = Rows.dateOrNull(row, "decision_deadline_date");
    LocalDate received = Rows.dateOrNull(row, "notice_received_date");
    boolean isOpen = row.getString("outcome") == null;
    return new RenewalView(
        Rows.uuid(row, "id"),
        row.getLong("version"),
        etag,
        Rows.uuid(row, "customer_id"),
        row.getString("customer_name"),
        Rows.uuid(row, "contract_id"),
        Rows.uuidOrNull(row, "line_id"),
        Rows.uuidOrNull(row, "co_term_group_id"),
        RenewalKind.valueOf(row.getString("kind")),
        row.getString("contract_kind"),
        row.getInt("term_number"),
        due,
        notice == null ? rolling : notice,
        decision == null ? rolling : decision,
        new Money(row.getBigDecimal("renewal_amount"), currency),
        RenewalItem.moneyOrNull(row.getLong("reporting_amount"), reportingCurrency),
        row.getBoolean("auto_renew"),
        Rows.uuidOrNull(row, "owner_id"),
        row.getString("tier"),
        stage,
        isOpen ? stage.allowed(received != null) : List.of(),
        row.getString("stage_history"),
        row.getString("notice_history"),
        ForecastCategory.valueOf(row.getString("forecast_category")),
        moneyOrNull(row, "forecast_amount", currency),
        row.getString("offer"),
        row.getString("human_call"),
        row.getString("next_step"),
        Rows.dateOrNull(row, "next_step_date"),
        Rows.dateOrNull(row, "snoozed_until_date"),
        received == null ? null : new RenewalView.NoticeView(received, Rows.dateOrNull(row, "notice_effective_date")),
        isOpen && due != null && due.isBefore(today),
        isOpen ? null : outcome(row, currency),
        score(row, reportingCurrency),
        row.getString("external_ids"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }

  private RenewalView.OutcomeView outcome(ResultSet row, String currency) throws SQLException {
    OutcomeDetail detail = detail(row.getString("outcome_detail"));
    AmountChange change = detail.amountChange();
    String timing = row.getString("outcome_timing");
    return new RenewalView.OutcomeView(
        Outcome.valueOf(row.getString("outcome")),
        OutcomeSource.valueOf(row.getString("outcome_source")),
        timing == null ? null : OutcomeTiming.valueOf(timing),
        Rows.date(row, "decided_date"),
        moneyOrNull(row, "renewed_amount", currency),
        change == null ? null : RenewalView.AmountChangeView.of(change, currency),
        detail.reasons(),
        detail.voidReason(),
        detail.followUp(),
        Rows.uuidOrNull(row, "follow_up_contract_id"),
        detail.note());
  }

  private OutcomeDetail detail(@Nullable String stored) {
    try {
      return stored == null ? OutcomeDetail.of(null, null) : json.readValue(stored, OutcomeDetail.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored outcome is not readable", e);
    }
  }

  private static RenewalView.@Nullable ScoreView score(ResultSet row, String reportingCurrency) throws SQLException {
    double probability = row.getDouble("probability");
    return probability < 0
        ? null
        : new RenewalView.ScoreView(
            Rows.uuidOrNull(row, "score_id"),
            probability,
            row.getString("band"),
            row.getBoolean("at_risk"),
            RenewalItem.moneyOrNull(row.getLong("expected_loss"), reportingCurrency),
            Rows.instantOrNull(row, "scored_at"));
  }

  private static @Nullable Money moneyOrNull(ResultSet row, String column, String currency) throws SQLException {
    BigDecimal amount = row.getBigDecimal(column);
    return amount == null ? null : new Money(amount, currency);
  }
}
