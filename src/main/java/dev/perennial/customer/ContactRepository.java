package dev.perennial.customer;

import dev.perennial.kernel.SearchKey;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** All SQL of contacts. */
@Singleton
class ContactRepository implements PanacheRepositoryBase<ContactEntity, UUID> {
  private static final String SELECT = "SELECT * FROM app.contact WHERE tenant_id = :tenant";

  private final Jdbi jdbi;
  private final CallerContext callers;

  ContactRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  Optional<ContactView> read(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND id = :id")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .map(ContactView::read)
                .findOne());
  }

  List<ContactView> list(Keyset<ContactView> keyset, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(ContactView::read)
                .list());
  }

  static Filters filters(ContactFilter filter) {
    Filters filters =
        new Filters()
            .and("customer_id = " + Survivors.of(":customerId"), "customerId", filter.customerId)
            .and(":role = ANY(roles)", "role", filter.role)
            .and("(left_date IS NOT NULL) = :left", "left", filter.left);
    if (filter.q != null && !filter.q.isBlank()) {
      String key = SearchKey.of(filter.q);
      filters.and("name_key >= :q", "q", key).and("name_key < :qEnd", "qEnd", SearchKey.end(key));
    }
    return filters;
  }
}
