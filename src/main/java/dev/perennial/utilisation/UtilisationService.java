package dev.perennial.utilisation;

import dev.perennial.customer.Survivors;
import dev.perennial.history.PointInTime;
import dev.perennial.history.PointInTimeRequest;
import dev.perennial.history.PointsInTime;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.SortKey;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How much of what was bought is used. */
@ApplicationScoped
class UtilisationService {
  private static final List<SortKey<UtilisationView>> SORTS =
      List.of(new SortKey<>("pace", "sort_pace", "float8", UtilisationView::sortPace));

  private final UtilisationRepository repository;
  private final Survivors survivors;
  private final PointsInTime points;
  private final SettingsService settings;

  UtilisationService(
      UtilisationRepository repository, Survivors survivors, PointsInTime points, SettingsService settings) {
    this.repository = repository;
    this.survivors = survivors;
    this.points = points;
    this.settings = settings;
  }

  CustomerUtilisationView ofCustomer(UUID customer, PointInTimeRequest time) {
    PointInTime at = points.orNow(time);
    List<UUID> family = survivors.known(customer, at);
    List<UtilisationView> all = repository.ofCustomer(family, at, settings.recent().zone());
    return new CustomerUtilisationView(
        family.getFirst(), at.knownAt(),
        all.isEmpty() ? CustomerUtilisationView.State.NO_ENTITLEMENT : CustomerUtilisationView.State.ENTITLED, all);
  }

  Page<UtilisationView> list(@Nullable Double minPace, @Nullable Double maxPace, @Nullable String unit, PageRequest request) {
    Filters filters =
        new Filters().and("pace >= :minPace", "minPace", minPace).and("pace <= :maxPace", "maxPace", maxPace).in("unit", "unit", unit);
    Keyset<UtilisationView> keyset = Keyset.of(request, "pace", SORTS, "id", UtilisationView::entitlementId, filters);
    return keyset.page(repository.page(points.now(), settings.recent().zone(), keyset, filters));
  }
}
