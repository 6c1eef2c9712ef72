package dev.perennial.product;

import dev.perennial.kernel.SearchKey;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** All SQL of products. */
@Singleton
class ProductRepository implements PanacheRepositoryBase<ProductEntity, UUID> {
  private static final String SELECT = "SELECT * FROM app.product WHERE tenant_id = :tenant";

  private final Jdbi jdbi;
  private final CallerContext callers;

  ProductRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  Optional<ProductView> read(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND id = :id")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .map(ProductView::read)
                .findOne());
  }

  List<ProductView> list(Keyset<ProductView> keyset, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(ProductView::read)
                .list());
  }

  /** Who has these codes: code → product. */
  Map<String, UUID> owners(Collection<String> codes) {
    Map<String, UUID> owners = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT code, id FROM app.product WHERE tenant_id = :tenant AND code = ANY(:codes)")
                .bind("tenant", callers.tenantId())
                .bind("codes", codes.toArray(String[]::new))
                .map((row, context) -> owners.put(row.getString(1), row.getObject(2, UUID.class)))
                .list());
    return owners;
  }

  static Filters filters(ProductFilter filter) {
    Filters filters =
        new Filters()
            .in("family", "family", filter.family)
            .and("active = :active", "active", filter.active);
    if (filter.q != null && !filter.q.isBlank()) {
      String key = SearchKey.of(filter.q);
      filters.and("name_key >= :q", "q", key).and("name_key < :qEnd", "qEnd", SearchKey.end(key));
    }
    return filters;
  }
}
