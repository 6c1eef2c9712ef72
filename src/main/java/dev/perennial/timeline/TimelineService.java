package dev.perennial.timeline;

import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

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
   * @throws ProblemException when the tenant has no such customer
   */
  Page<TimelineItem> page(UUID customer, TimelineFilter filter, PageRequest request) {
    List<UUID> family = repository.family(customer);
    List<TimelineItem> items = repository.page(family, filter, request);
    if (items.isEmpty() && !repository.customerExists(customer)) {
      throw ProblemException.notFound("customer");
    }
    return TimelineRepository.keyset("at", "id", family.getFirst(), filter, request).page(items);
  }
}
