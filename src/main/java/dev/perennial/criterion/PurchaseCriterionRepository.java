package dev.perennial.criterion;

import dev.perennial.fact.FactKey;
import dev.perennial.history.PastKey;
import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads purchase criteria with their newest score: one statement. */
@Singleton
class PurchaseCriterionRepository implements PanacheRepositoryBase<PurchaseCriterionEntity, UUID> {
  static final String DELIVERY_SCORE = "delivery_score";

  private static final String OWN = " m WHERE m.tenant_id = :tenant";
  private static final String SELECT = "SELECT m.*, d.*, coalesce(d.n, 0) AS score_count FROM ";
  private static final String LATEST =
      """
       LEFT JOIN LATERAL (
        SELECT $ID$ AS score_id, x.value AS score, x.evidence, x.evidence_url, x.respondent_contact_id,
               x.occurred_at AS scored_at, x.source AS score_source, count(*) OVER () AS n
        FROM app.delivery_score x WHERE x.tenant_id = :tenant AND x.purchase_criterion_id = m.id $VISIBLE$
        ORDER BY x.occurred_at DESC, x.known_at DESC LIMIT 1) d ON true
      """
          .replace("$ID$", FactKey.idSql(DELIVERY_SCORE, "x"))
          .replace("$VISIBLE$", FactKey.visibleSql(DELIVERY_SCORE, "x"));

  private final Jdbi jdbi;
  private final CallerContext callers;

  PurchaseCriterionRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  Optional<PurchaseCriterionView> read(PastKey key, @Nullable PointInTime at) {
    String from = at == null ? "app.purchase_criterion" : PastState.one("purchase_criterion", key.id());
    String one = "(SELECT * FROM " + from + OWN + (at == null ? " AND m.id = " + key.id() : "") + ") m";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + one + LATEST)
                .bind("tenant", callers.tenantId())
                .bindMap(times(at))
                .bindMap(key.binds())
                .map(PurchaseCriterionView::read)
                .findOne());
  }

  List<PurchaseCriterionView> list(Keyset<PurchaseCriterionView> keyset, Filters filters, @Nullable PointInTime at) {
    String from = at == null ? "app.purchase_criterion" : PastState.all("purchase_criterion");
    String page = "(SELECT * FROM " + from + OWN + filters.sql() + keyset.predicate() + keyset.orderAndLimit() + ") m";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + page + LATEST + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(times(at))
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(PurchaseCriterionView::read)
                .list());
  }

  /** All of a customer and who was merged into it. */
  List<PurchaseCriterionView> ofFamily(List<UUID> family, @Nullable PointInTime at) {
    String from =
        at == null
            ? "app.purchase_criterion"
            : PastState.ofCustomer("purchase_criterion", "ANY(:family)");
    String all = "(SELECT * FROM " + from + OWN + " AND m.customer_id = ANY(:family)) m";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + all + LATEST + " ORDER BY m.importance DESC, m.id")
                .bind("tenant", callers.tenantId())
                .bind("family", family.toArray(UUID[]::new))
                .bindMap(times(at))
                .map(PurchaseCriterionView::read)
                .list());
  }

  static Filters filters(PurchaseCriterionFilter filter, List<UUID> family) {
    return new Filters()
        .and("m.customer_id = ANY(:family)", "family", filter.customerId == null ? null : family.toArray(UUID[]::new))
        .and("m.contract_id = :contract", "contract", filter.contractId)
        .and("m.renewal_id = :renewal", "renewal", filter.renewalId)
        .and("m.must_have = :mustHave", "mustHave", filter.mustHave);
  }

  private static Map<String, Object> times(@Nullable PointInTime at) {
    return Map.of(
        "knownAt", at == null ? PointInTime.ALL : at.knownAt(), "recordedBy", at == null ? PointInTime.ALL : at.recordedBy());
  }
}
