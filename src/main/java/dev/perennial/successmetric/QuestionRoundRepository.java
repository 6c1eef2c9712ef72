package dev.perennial.successmetric;

import dev.perennial.customer.Survivors;
import dev.perennial.fact.FactKey;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of question rounds. */
@Singleton
class QuestionRoundRepository {
  /** The first measurement since the round began answers its question. */
  private static final String ANSWER =
      """
       LEFT JOIN LATERAL (
         SELECT $ID$ AS measurement_id, x.value, x.respondent_contact_id, x.occurred_at FROM app.measurement x
         WHERE x.tenant_id = :tenant AND x.success_metric_id = i.success_metric_id AND x.occurred_at >= r.created_at $VISIBLE$
         ORDER BY x.occurred_at LIMIT 1) a ON true
      """
          .replace("$ID$", FactKey.idSql(MetricSql.MEASUREMENT, "x"))
          .replace("$VISIBLE$", FactKey.visibleSql(MetricSql.MEASUREMENT, "x"));

  private static final String ROUNDS =
      """
      SELECT r.*, c.total, c.answered FROM (SELECT * FROM app.question_round r WHERE r.tenant_id = :tenant $PAGE$) r
      CROSS JOIN LATERAL (SELECT count(*) AS total, count(a.measurement_id) AS answered FROM app.question_round_item i $ANSWER$
                          WHERE i.tenant_id = :tenant AND i.question_round_id = r.id) c
      """
          .replace("$ANSWER$", ANSWER);

  private static final String ITEMS =
      """
      SELECT * FROM (
        SELECT i.id, i.customer_id, c.name AS customer_name, i.success_metric_id, m.name, m.unit, a.*,
               CASE WHEN a.measurement_id IS NOT NULL THEN 'ANSWERED' WHEN r.due_date < :today THEN 'OVERDUE' ELSE 'OPEN' END AS state
        FROM app.question_round r JOIN app.question_round_item i ON i.tenant_id = :tenant AND i.question_round_id = r.id
        JOIN app.customer c ON c.tenant_id = :tenant AND c.id = i.customer_id
        JOIN app.success_metric m ON m.tenant_id = :tenant AND m.id = i.success_metric_id
        $ANSWER$ WHERE r.tenant_id = :tenant AND r.id = :round) i WHERE true\
      """
          .replace("$ANSWER$", ANSWER);

  /** Marks and returns at once, so that a round is told of once. */
  private static final String JUDGE =
      """
      UPDATE app.question_round r SET judged = true
      WHERE r.tenant_id = :tenant AND r.id = ANY(ARRAY(
        SELECT o.id FROM app.question_round o WHERE o.tenant_id = :tenant AND NOT o.judged AND o.due_date < :today
        ORDER BY o.due_date, o.id LIMIT :limit FOR UPDATE SKIP LOCKED))
      RETURNING r.id
      """;

  private static final String CUSTOMERS =
      """
      SELECT DISTINCT $SURVIVOR$ AS id FROM app.customer c LEFT JOIN app.customer_board b ON b.tenant_id = :tenant AND b.customer_id = c.id
      WHERE c.tenant_id = :tenant\
      """
          .replace("$SURVIVOR$", Survivors.of("c.id"));

  private final Jdbi jdbi;
  private final CallerContext callers;

  QuestionRoundRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** Whom to ask; one more than {@code limit} tells that there are too many. */
  List<UUID> customers(
      QuestionRoundRequest.AskedCustomers asked, @Nullable List<UUID> ids, @Nullable UUID csm, int limit) {
    Filters filters =
        new Filters()
            .and("c.id = ANY(:ids)", "ids", ids == null ? null : ids.toArray(UUID[]::new))
            .and("c.tier = :tier", "tier", asked.tier())
            .and("c.region = :region", "region", asked.region())
            .and("c.csm_id = :csm", "csm", csm);
    String alive = ids == null ? " AND c.status <> 'PROSPECT' AND b.derived_status IS DISTINCT FROM 'CHURNED'" : "";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CUSTOMERS + alive + filters.sql() + " LIMIT " + (limit + 1))
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .mapTo(UUID.class)
                .list());
  }

  /** A metric and whose it is. */
  record Owned(UUID metric, UUID customer) {}

  List<Owned> metrics(List<UUID> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT id, customer_id FROM app.success_metric WHERE tenant_id = :tenant AND id = ANY(:ids)")
                .bind("tenant", callers.tenantId())
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, context) -> new Owned(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
  }

  /** One metric of this name for each of the customers that have one. */
  List<Owned> named(List<UUID> customers, String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT DISTINCT ON (customer_id) id, customer_id FROM app.success_metric WHERE tenant_id = :tenant"
                        + " AND customer_id = ANY(:customers) AND name = :name ORDER BY customer_id, created_at")
                .bind("tenant", callers.tenantId())
                .bind("customers", customers.toArray(UUID[]::new))
                .bind("name", name)
                .map((row, context) -> new Owned(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
  }

  void insert(UUID round, QuestionRoundRequest request, Instant now, List<UUID> itemIds, List<Owned> items) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(
                  "INSERT INTO app.question_round (tenant_id, id, created_at, name, due_date) VALUES (:tenant, :id, :now, :name, :due)")
              .bind("tenant", callers.tenantId())
              .bind("id", round)
              .bind("now", now)
              .bind("name", request.name().strip())
              .bind("due", request.dueDate())
              .execute();
          handle
              .createUpdate(
                  "INSERT INTO app.question_round_item (tenant_id, question_round_id, id, success_metric_id, customer_id)"
                      + " SELECT :tenant, :round, id, metric, customer FROM unnest(:ids, :metrics, :customers) AS n(id, metric, customer)")
              .bind("tenant", callers.tenantId())
              .bind("round", round)
              .bind("ids", itemIds.toArray(UUID[]::new))
              .bind("metrics", items.stream().map(Owned::metric).toArray(UUID[]::new))
              .bind("customers", items.stream().map(Owned::customer).toArray(UUID[]::new))
              .execute();
        });
  }

  /** Rounds whose due date has passed since this was last asked. */
  UUID[] judge(LocalDate today, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(JUDGE)
                .bind("tenant", callers.tenantId())
                .bind("today", today)
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list()
                .toArray(UUID[]::new));
  }

  List<QuestionRoundView> of(UUID[] ids, LocalDate today) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ROUNDS.replace("$PAGE$", "AND r.id = ANY(:ids)"))
                .bind("tenant", callers.tenantId())
                .bind("knownAt", PointInTime.ALL)
                .bind("recordedBy", PointInTime.ALL)
                .bind("ids", ids)
                .map((row, context) -> round(row, today))
                .list());
  }

  List<QuestionRoundView> list(Keyset<QuestionRoundView> keyset, LocalDate today) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ROUNDS.replace("$PAGE$", keyset.predicate() + keyset.orderAndLimit()) + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("knownAt", PointInTime.ALL)
                .bind("recordedBy", PointInTime.ALL)
                .bindMap(keyset.binds())
                .map((row, context) -> round(row, today))
                .list());
  }

  List<QuestionItemView> items(UUID round, Keyset<QuestionItemView> keyset, Filters filters, LocalDate today) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ITEMS + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("round", round)
                .bind("today", today)
                .bind("knownAt", PointInTime.ALL)
                .bind("recordedBy", PointInTime.ALL)
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map((row, context) -> item(row))
                .list());
  }

  private static QuestionRoundView round(ResultSet row, LocalDate today) throws SQLException {
    int total = row.getInt("total");
    int answered = row.getInt("answered");
    LocalDate due = Rows.date(row, "due_date");
    return new QuestionRoundView(
        Rows.uuid(row, "id"), row.getString("name"), due, Rows.instant(row, "created_at"), total, answered,
        QuestionRoundView.state(total, answered, due, today));
  }

  private static QuestionItemView item(ResultSet row) throws SQLException {
    return new QuestionItemView(
        Rows.uuid(row, "id"), Rows.uuid(row, "customer_id"), row.getString("customer_name"), Rows.uuid(row, "success_metric_id"),
        row.getString("name"), row.getString("unit"), row.getString("state"), Rows.uuidOrNull(row, "measurement_id"),
        Rows.doubleOrNull(row, "value"), Rows.uuidOrNull(row, "respondent_contact_id"), Rows.instantOrNull(row, "occurred_at"));
  }

  /** Narrowed to a state, or not. */
  static Filters filters(@Nullable String state) {
    return new Filters().and("i.state = :state", "state", state);
  }
}
