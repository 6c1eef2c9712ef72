package dev.perennial.timeline;

import dev.perennial.history.PointInTime;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One customer's history. */
@ApplicationScoped
class TimelineService {
  private final TimelineRepository repository;

  TimelineService(TimelineRepository repository) {
    this.repository = repository;
  }

  /**
   * A page, newest first unless the request turns it.
   *
   * @param at the point in time whose timeline it is; null for the present one
   *
   * @throws ProblemException when the tenant has no such customer
   */
  Page<TimelineItem> page(UUID customer, TimelineFilter filter, @Nullable PointInTime at, PageRequest request) {
    List<UUID> family = repository.family(customer, at);
    List<TimelineItem> items = repository.page(family, filter, at, request);
    if (items.isEmpty() && at == null && !repository.customerExists(customer)) {
      throw ProblemException.notFound("customer");
    }
    return TimelineRepository.keyset("at", "id", family.getFirst(), filter, at, request).page(items);
  }
}
