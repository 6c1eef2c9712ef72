package dev.perennial.noveluse;

import dev.perennial.customer.Survivors;
import dev.perennial.history.PointInTime;
import dev.perennial.history.PointsInTime;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.SortKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Novel use: of one customer as of a time, and of all of them now. */
@ApplicationScoped
class NovelUseService {
  private static final List<SortKey<NovelCustomer>> SORTS =
      List.of(
          new SortKey<>("excess", "x.excess", "float8", NovelCustomer::excess),
          new SortKey<>("divergence", "x.divergence", "float8", NovelCustomer::divergence));

  private final NovelUseRepository repository;
  private final Survivors survivors;
  private final PointsInTime points;

  NovelUseService(NovelUseRepository repository, Survivors survivors, PointsInTime points) {
    this.repository = repository;
    this.survivors = survivors;
    this.points = points;
  }

  /** @throws dev.perennial.platform.http.ProblemException when the tenant had no such customer at that point */
  NovelUseView of(UUID customer, NovelUseParameters.Checked parameters, PointInTime at) {
    return repository.ofCustomer(survivors.known(customer, at).getFirst(), parameters, at);
  }

  Page<NovelCustomer> list(NovelUseParameters.Checked parameters, PageRequest request) {
    Keyset<NovelCustomer> keyset =
        Keyset.of(request, "-excess", SORTS, "x.customer_id", NovelCustomer::customerId, parameters);
    return keyset.page(repository.page(parameters, points.now(), keyset));
  }
}
