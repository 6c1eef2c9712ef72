package dev.perennial.ticket;

import dev.perennial.customer.Survivors;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tickets: listed and summed up. */
@ApplicationScoped
class TicketService {
  private static final Duration CLOSED_WITHIN = Duration.ofDays(90);
  private static final List<SortKey<TicketView>> SORTS =
      List.of(
          new SortKey<>("lastUpdateAt", "t.last_update_at", "timestamptz", TicketView::lastUpdateAt),
          new SortKey<>("openedAt", "t.opened_at", "timestamptz", TicketView::openedAt),
          new SortKey<>("severity", "t.sort_severity", "bigint", TicketView::sortSeverity));

  private final TicketRepository repository;
  private final Survivors survivors;

  TicketService(TicketRepository repository, Survivors survivors) {
    this.repository = repository;
    this.survivors = survivors;
  }

  Page<TicketView> list(TicketFilter filter, PointInTime at, PageRequest request) {
    checkSeverity("severity", filter.severity == null ? 1 : filter.severity);
    checkSeverity("minSeverity", filter.minSeverity == null ? 1 : filter.minSeverity);
    checkDays("olderThanDays", filter.olderThanDays == null ? 0 : filter.olderThanDays);
    List<UUID> family = filter.customerId == null ? List.of() : survivors.family(filter.customerId, at);
    Filters filters = TicketRepository.filters(filter, at);
    Keyset<TicketView> keyset =
        Keyset.of(request, "-lastUpdateAt", SORTS, "t.id", TicketView::id, at.binding(family + " " + filters));
    return keyset.page(repository.list(family, keyset, filters, at));
  }

  TicketSummary summary(TicketSummaryRequest request, PointInTime at) {
    TicketGrouping by = Filters.enumValue("groupBy", request.groupBy, TicketGrouping.class);
    checkSeverity("severeFrom", request.severeFrom);
    checkDays("ageingDays", request.ageingDays);
    Instant closedFrom = request.closedFrom == null ? at.knownAt().minus(CLOSED_WITHIN) : request.closedFrom;
    List<TicketSummary.Group> groups = repository.summary(by, request, closedFrom, at);
    TicketSummary.Known known = repository.known(at);
    return new TicketSummary(
        at.knownAt(), by, request.severeFrom, request.ageingDays, closedFrom, known.connected(), known.withoutSubject(),
        groups.getFirst(), groups.subList(1, groups.size()));
  }

  private static void checkSeverity(String name, int severity) {
    check(name, severity, 1, 4);
  }

  private static void checkDays(String name, int days) {
    check(name, days, 0, 3660);
  }

  private static void check(String name, int value, int from, int to) {
    if (value < from || value > to) {
      throw ProblemException.invalid(
          FieldError.parameter(
              name, "out_of_range", "The parameter " + name + " must be between " + from + " and " + to + "."));
    }
  }
}
