package dev.perennial.user;

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

/** All SQL of users. */
@Singleton
class UserRepository implements PanacheRepositoryBase<UserEntity, UUID> {
  private static final String SELECT = "SELECT * FROM app.app_user WHERE tenant_id = :tenant";

  private final Jdbi jdbi;
  private final CallerContext callers;

  UserRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  Optional<UserView> read(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND id = :id")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .map(UserView::read)
                .findOne());
  }

  List<UserView> list(Keyset<UserView> keyset, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(UserView::read)
                .list());
  }

  static Filters filters(UserFilter filter) {
    Filters filters =
        new Filters()
            .and(":role = ANY(roles)", "role", filter.role)
            .and("active = :active", "active", filter.active);
    if (filter.q != null && !filter.q.isBlank()) {
      String key = SearchKey.of(filter.q);
      filters.and("name_key >= :q", "q", key).and("name_key < :qEnd", "qEnd", SearchKey.end(key));
    }
    return filters;
  }
}
