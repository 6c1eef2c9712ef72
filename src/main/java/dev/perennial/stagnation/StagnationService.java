package dev.perennial.stagnation;

import dev.perennial.adoption.ProductFeatures;
import dev.perennial.customer.Survivors;
import dev.perennial.history.PointInTime;
import dev.perennial.history.PointsInTime;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Since when nothing is new: to one customer as of a time, and to all of them now. */
@ApplicationScoped
class StagnationService {
  private static final int MAX_MONTHS = 1200;
  private static final List<SortKey<StagnantCustomer>> SORTS =
      List.of(new SortKey<>("sinceDate", "x.since", "date", StagnantCustomer::sinceDate));

  private final StagnationRepository repository;
  private final ProductFeatures features;
  private final Survivors survivors;
  private final PointsInTime points;

  StagnationService(
      StagnationRepository repository, ProductFeatures features, Survivors survivors, PointsInTime points) {
    this.repository = repository;
    this.features = features;
    this.survivors = survivors;
    this.points = points;
  }

  /** @throws ProblemException when the tenant had no such customer at that point */
  StagnationView of(UUID customer, PointInTime at, int stagnantMonths) {
    check("stagnantMonths", stagnantMonths, 1);
    List<UUID> family = survivors.known(customer, at);
    StagnationFacts facts = repository.ofCustomer(family, features.all(), at);
    LocalDate since = facts.since();
    @Nullable Long months = since == null ? null : Long.valueOf(ChronoUnit.MONTHS.between(since, at.today()));
    return new StagnationView(
        family.getFirst(), at.knownAt(), StagnationState.of(months, stagnantMonths, facts.usage()), months, since,
        facts.startDate(), facts.usage(), facts.revenueKnown(), facts.movements(), StagnationText.reason(facts, months),
        new StagnationView.Parameters(stagnantMonths, StagnationSql.NEW_SOURCE_DAYS, StagnationSql.CHANGE_INITIATIVE));
  }

  /** To whom nothing has been new the longest. */
  Page<StagnantCustomer> list(StagnationFilter filter, int stagnantMonths, PageRequest request) {
    check("stagnantMonths", stagnantMonths, 1);
    check("minMonths", filter.minMonths == null ? 0 : filter.minMonths, 0);
    PointInTime now = points.now();
    Filters filters =
        new Filters()
            .in("c.tier", "tier", filter.tier)
            .in("c.region", "region", filter.region)
            .and("c.csm_id = :csmId", "csmId", filter.csmId)
            .and("x.since <= :until", "until", filter.minMonths == null ? null : now.today().minusMonths(filter.minMonths));
    Keyset<StagnantCustomer> keyset =
        Keyset.of(request, "sinceDate", SORTS, "c.id", StagnantCustomer::customerId, filters);
    return keyset.page(repository.page(features.all(), now, stagnantMonths, keyset, filters));
  }

  private static void check(String name, int months, int from) {
    if (months < from || months > MAX_MONTHS) {
      throw ProblemException.invalid(
          FieldError.parameter(
              name, "out_of_range", "The parameter " + name + " must be between " + from + " and " + MAX_MONTHS + "."));
    }
  }
}
