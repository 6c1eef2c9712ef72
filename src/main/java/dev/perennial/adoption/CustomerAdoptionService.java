package dev.perennial.adoption;

import dev.perennial.customer.Survivors;
import dev.perennial.history.PointInTime;
import dev.perennial.history.PointInTimeRequest;
import dev.perennial.history.PointsInTime;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** How far one customer got, as of a time. */
@ApplicationScoped
class CustomerAdoptionService {
  private final AdoptionPathRepository paths;
  private final AdoptionRepository repository;
  private final Survivors survivors;
  private final PointsInTime points;
  private final SettingsService settings;

  CustomerAdoptionService(
      AdoptionPathRepository paths, AdoptionRepository repository, Survivors survivors, PointsInTime points,
      SettingsService settings) {
    this.paths = paths;
    this.repository = repository;
    this.survivors = survivors;
    this.points = points;
    this.settings = settings;
  }

  CustomerAdoptionView get(UUID customer, PointInTimeRequest time) {
    PointInTime at = points.orNow(time);
    List<UUID> family = survivors.known(customer, at);
    ZoneId zone = settings.recent().zone();
    LocalDate start = null;
    List<CustomerAdoptionView.PathProgress> progress = new ArrayList<>();
    for (AdoptionPathView path : paths.all()) { // a tenant has a handful of paths
      AdoptionRepository.Reached reached = repository.ofCustomer(path, family, at, zone);
      start = reached.startDate();
      progress.add(Progress.of(path, start, reached.steps(), zone, at.today()));
    }
    return new CustomerAdoptionView(family.getFirst(), at.knownAt(), start, progress);
  }
}
