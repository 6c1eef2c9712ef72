package dev.perennial.coterm;

import dev.perennial.contract.CoTermed;
import dev.perennial.kernel.Money;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of co-term groups. */
@Singleton
class CoTermGroupRepository {
  private static final String UNDECIDED =
      """
      SELECT contract_id FROM app.renewal
      WHERE tenant_id = :tenant AND contract_id = ANY(:contracts) AND kind = 'TERM' AND outcome IS NULL
      """;

  private static final String MEMBERSHIPS =
      """
      SELECT c.id, g.id AS group_id, g.common_end_date,
             (SELECT count(*) FROM app.co_term_member m WHERE m.tenant_id = :tenant AND m.co_term_group_id = g.id) AS group_size
      FROM app.contract c JOIN app.co_term_group g ON g.tenant_id = :tenant AND g.id = c.co_term_group_id
      WHERE c.tenant_id = :tenant AND c.id = ANY(:contracts)
      ORDER BY c.id
      """;

  private static final String INSERT_GROUP =
      """
      INSERT INTO app.co_term_group (tenant_id, id, customer_id, common_end_date, created_at)
      VALUES (:tenant, :id, :customer, :end, :now)
      """;

  private static final String INSERT_MEMBER =
      """
      INSERT INTO app.co_term_member (tenant_id, co_term_group_id, contract_id, previous_end_date, end_date, prorated_amount)
      VALUES (:tenant, :group, :contract, :previousEnd, :end, :prorated)
      """;

  /** A row per member; the group's open renewal comes before what was decided. */
  private static final String SELECT =
      """
      SELECT g.id, g.customer_id, g.common_end_date, g.created_at, m.contract_id, m.previous_end_date, m.end_date,
             m.prorated_amount, c.number, c.currency, r.id AS renewal_id, r.renewal_amount,
             (SELECT 12 * coalesce(sum(l.mrr), 0) FROM app.contract_line l
              WHERE l.tenant_id = :tenant AND l.contract_id = c.id AND l.charge_type = 'RECURRING'
                AND l.start_date <= c.end_date AND coalesce(l.end_date, c.end_date) >= c.end_date) AS annual_amount
      FROM app.co_term_group g
      JOIN app.co_term_member m ON m.tenant_id = :tenant AND m.co_term_group_id = g.id
      JOIN app.contract c ON c.tenant_id = :tenant AND c.id = m.contract_id
      LEFT JOIN LATERAL (
        SELECT r.id, r.renewal_amount FROM app.renewal r
        WHERE r.tenant_id = :tenant AND r.customer_id = g.customer_id AND r.co_term_group_id = g.id AND r.kind = 'CO_TERM'
          AND r.outcome IS DISTINCT FROM 'VOIDED'
        ORDER BY r.outcome IS NOT NULL, r.due_date DESC LIMIT 1) r ON true
      WHERE g.tenant_id = :tenant AND g.id = :id
      ORDER BY m.previous_end_date, m.contract_id
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  CoTermGroupRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** Those of the contracts whose end is still to be decided. */
  List<UUID> undecided(Collection<UUID> contracts) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(UNDECIDED)
                .bind("tenant", callers.tenantId())
                .bind("contracts", contracts.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list());
  }

  /** The groups that the contracts are in; one that is in none is left out. */
  List<Membership> memberships(Collection<UUID> contracts) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(MEMBERSHIPS)
                .bind("tenant", callers.tenantId())
                .bind("contracts", contracts.toArray(UUID[]::new))
                .map(
                    (row, context) ->
                        new Membership(
                            Rows.uuid(row, "id"),
                            Rows.uuid(row, "group_id"),
                            Rows.date(row, "common_end_date"),
                            row.getInt("group_size")))
                .list());
  }

  void insert(UUID id, LocalDate commonEnd, List<CoTermed> members, Instant now) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(INSERT_GROUP)
              .bind("tenant", callers.tenantId())
              .bind("id", id)
              .bind("customer", members.getFirst().customerId())
              .bind("end", commonEnd)
              .bind("now", now)
              .execute();
          var batch = handle.prepareBatch(INSERT_MEMBER);
          for (CoTermed member : members) {
            batch
                .bind("tenant", callers.tenantId())
                .bind("group", id)
                .bind("contract", member.contractId())
                .bind("previousEnd", member.previousEnd())
                .bind("end", member.end())
                .bind("prorated", member.prorated().amount())
                .add();
          }
          batch.execute();
        });
  }

  Optional<CoTermGroupView> read(UUID id) {
    List<Row> rows =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(SELECT)
                    .bind("tenant", callers.tenantId())
                    .bind("id", id)
                    .map((row, context) -> Row.read(row))
                    .list());
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<CoTermGroupView.Member> members = new ArrayList<>();
    rows.forEach(row -> members.add(row.member));
    CoTermGroupView group = rows.getFirst().group;
    return Optional.of(
        new CoTermGroupView(
            group.id(), group.customerId(), group.commonEndDate(), group.renewalId(), group.renewalAmount(), members,
            group.createdAt()));
  }

  /** A contract and the group it is in. */
  record Membership(UUID contractId, UUID groupId, LocalDate commonEnd, int groupSize) {}

  /** A group with one of its members. */
  private record Row(CoTermGroupView group, CoTermGroupView.Member member) {
    static Row read(ResultSet row) throws SQLException {
      String currency = row.getString("currency");
      LocalDate previous = Rows.date(row, "previous_end_date");
      LocalDate end = Rows.date(row, "end_date");
      @Nullable BigDecimal amount = row.getBigDecimal("renewal_amount");
      return new Row(
          new CoTermGroupView(
              Rows.uuid(row, "id"),
              Rows.uuid(row, "customer_id"),
              Rows.date(row, "common_end_date"),
              Rows.uuidOrNull(row, "renewal_id"),
              amount == null ? null : new Money(amount, currency),
              List.of(),
              Rows.instant(row, "created_at")),
          new CoTermGroupView.Member(
              Rows.uuid(row, "contract_id"),
              row.getString("number"),
              previous,
              end,
              ChronoUnit.DAYS.between(previous, end),
              new Money(row.getBigDecimal("prorated_amount"), currency),
              new Money(row.getBigDecimal("annual_amount"), currency)));
    }
  }
}
