package dev.perennial.risk;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** Rows of a tenant, written straight into the tables: what other features keep in real life. */
@Singleton
public class Portfolio {
  private final Jdbi jdbi;
  private final Callers callers;

  Portfolio(Jdbi jdbi, Callers callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  public <T> T in(UUID tenant, Supplier<T> work) {
    return callers.call(
        Caller.system(tenant, "test"), () -> QuarkusTransaction.requiringNew().call(work::get));
  }

  public int sql(UUID tenant, String sql, Map<String, ?> binds) {
    return in(
        tenant,
        () ->
            jdbi.withHandle(
                handle ->
                    handle.createUpdate(sql).bind("tenant", tenant).bindMap(binds).execute()));
  }

  public <T> T one(UUID tenant, String sql, Map<String, ?> binds, Class<T> type) {
    return in(
        tenant,
        () ->
            jdbi.withHandle(
                handle ->
                    handle
                        .createQuery(sql)
                        .bind("tenant", tenant)
                        .bindMap(binds)
                        .mapTo(type)
                        .one()));
  }

  public UUID customer(UUID tenant, String name, String tier) {
    UUID id = UUID.randomUUID();
    sql(
        tenant,
        """
        INSERT INTO app.customer (tenant_id, id, version, known_from, created_at, updated_at, name, name_key, status,
          tier, size_class, region, currency, attributes, external_ids)
        VALUES (:tenant, :id, 0, now(), now(), now(), :name, lower(:name), 'ACTIVE', :tier, 'M', 'EMEA', 'EUR',
          '{"seats": 120, "industry": "health"}', '[]')
        """,
        Map.of("id", id, "name", name, "tier", tier));
    return id;
  }

  public UUID contract(UUID tenant, UUID customer, LocalDate start, LocalDate end) {
    UUID id = UUID.randomUUID();
    sql(
        tenant,
        """
        INSERT INTO app.contract (tenant_id, id, version, known_from, created_at, updated_at, customer_id, kind,
          start_date, end_date, term_months, auto_renew, notice_days, currency, renews_contract_ids, lines, pauses,
          external_ids)
        VALUES (:tenant, :id, 0, now(), now(), now(), :customer, 'SUBSCRIPTION', :start, :end, 12, false, 30, 'EUR',
          '{}', '[]', '[]', '[]')
        """,
        Map.of("id", id, "customer", customer, "start", start, "end", end));
    return id;
  }

  public void line(
      UUID tenant,
      UUID customer,
      UUID contract,
      int position,
      String price,
      String discount,
      LocalDate start,
      LocalDate end) {
    Map<String, ?> line =
        Map.of(
            "id",
            UUID.randomUUID(),
            "contract",
            contract,
            "customer",
            customer,
            "position",
            position,
            "price",
            new BigDecimal(price),
            "discount",
            new BigDecimal(discount),
            "start",
            start,
            "end",
            end);
    sql(
        tenant,
        """
        INSERT INTO app.contract_line (tenant_id, id, contract_id, customer_id, position, product_id, quantity,
          unit_price, discount_percent, charge_type, amount_period, start_date, end_date, mrr)
        VALUES (:tenant, :id, :contract, :customer, :position, :id, 1, :price, :discount, 'RECURRING', 'MONTH', :start,
          :end, 1)
        """,
        line);
    sql(
        tenant,
        """
        UPDATE app.contract SET version = version + 1, lines = lines || jsonb_build_array(jsonb_build_object('id', :id,
          'quantity', 1, 'unitPrice', :price, 'discountPercent', :discount, 'chargeType', 'RECURRING',
          'amountPeriod', 'MONTH', 'startDate', :start, 'endDate', :end))
        WHERE tenant_id = :tenant AND id = :contract
        """,
        line);
  }

  /** An open renewal of a year's contract that ends on the due date, with its row on the board. */
  public UUID renewal(UUID tenant, UUID customer, LocalDate due, String amount) {
    UUID contract = contract(tenant, customer, due.minusYears(1).plusDays(1), due);
    return renewal(tenant, customer, contract, due, due.minusDays(30), amount);
  }

  public UUID renewal(
      UUID tenant, UUID customer, UUID contract, LocalDate due, LocalDate deadline, String amount) {
    UUID id = UUID.randomUUID();
    sql(
        tenant,
        """
        INSERT INTO app.renewal (tenant_id, id, version, known_from, created_at, updated_at, customer_id, contract_id,
          kind, contract_kind, term_number, due_date, decision_deadline_date, renewal_amount, currency, auto_renew,
          stage, forecast_category, external_ids)
        VALUES (:tenant, :id, 0, now(), now(), now(), :customer, :contract, 'TERM', 'SUBSCRIPTION', 2, :due, :deadline,
          :amount, 'EUR', false, 'UPCOMING', 'PIPELINE', '[]')
        """,
        Map.of(
            "id",
            id,
            "customer",
            customer,
            "contract",
            contract,
            "due",
            due,
            "deadline",
            deadline,
            "amount",
            new BigDecimal(amount)));
    sql(
        tenant,
        """
        INSERT INTO app.renewal_board (tenant_id, renewal_id, contract_id, customer_id, customer_name, tier, kind, contract_kind,
          stage, forecast_category, is_open, due_date, decision_deadline_date, amount)
        SELECT r.tenant_id, r.id, r.contract_id, r.customer_id, c.name, c.tier, r.kind, r.contract_kind, r.stage, r.forecast_category,
          true, r.due_date, r.decision_deadline_date, CAST(r.renewal_amount * 10000 AS bigint)
        FROM app.renewal r JOIN app.customer c ON c.tenant_id = r.tenant_id AND c.id = r.customer_id
        WHERE r.tenant_id = :tenant AND r.id = :id
        """,
        Map.of("id", id));
    return id;
  }

  public void decided(UUID tenant, UUID renewal, String outcome, String source, LocalDate day) {
    sql(
        tenant,
        "UPDATE app.renewal SET version = version + 1, outcome = :outcome, outcome_source = :source, decided_date = :day"
            + " WHERE tenant_id = :tenant AND id = :id",
        Map.of("id", renewal, "outcome", outcome, "source", source, "day", day));
    sql(
        tenant,
        "UPDATE app.renewal_board SET is_open = false, outcome = :outcome WHERE tenant_id = :tenant AND renewal_id = :id",
        Map.of("id", renewal, "outcome", outcome));
  }

  public void store(UUID tenant, List<Fact> facts) {
    in(
        tenant,
        () ->
            jdbi.withHandle(
                handle -> {
                  var batch =
                      handle.prepareBatch(
                          """
                          INSERT INTO app.signal (tenant_id, source, source_id, revision, customer_id, occurred_at,
                            known_at, recorded_at, kind, type, value, sentiment, severity, direction, phase,
                            subject_key, retracted, attributes)
                          VALUES (:tenant, 'test', :sourceId, :revision, :customer, :occurredAt, :knownAt, now(),
                            :kind, :type, :value, :sentiment, :severity, :direction, :phase, :subjectKey, :retracted,
                            CAST(:attributes AS jsonb))
                          """);
                  facts.forEach(fact -> batch.bind("tenant", tenant).bindMethods(fact).add());
                  batch.execute();
                  return handle
                      .createUpdate(
                          """
                          INSERT INTO app.signal_stream (tenant_id, source, kind, type, first_known_at, last_occurred_at)
                          SELECT tenant_id, source, kind, type, min(known_at), max(occurred_at) FROM app.signal
                          WHERE tenant_id = :tenant GROUP BY 1, 2, 3, 4
                          ON CONFLICT (tenant_id, source, kind, type) DO UPDATE
                          SET first_known_at = excluded.first_known_at
                          """)
                      .bind("tenant", tenant)
                      .execute();
                }));
  }

  public void mark(UUID tenant, UUID customer, Instant now) {
    sql(
        tenant,
        "INSERT INTO app.rescore_mark VALUES (:tenant, :customer, :now) ON CONFLICT DO NOTHING",
        Map.of("customer", customer, "now", now));
    sql(
        tenant,
        "INSERT INTO platform.rescore_tenant VALUES (:tenant, :now) ON CONFLICT (tenant_id) DO UPDATE SET marked_at = :now",
        Map.of("now", now));
  }
}
