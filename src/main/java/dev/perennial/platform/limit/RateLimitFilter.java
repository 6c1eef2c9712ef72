package dev.perennial.platform.limit;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FilterOrder;
import dev.perennial.platform.http.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.stream.Collectors;

/** Counts each request of a known caller and says in the answer where the quotas stand. */
@Provider
@Priority(FilterOrder.RATE_LIMIT)
class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String STANDINGS = RateLimitFilter.class.getName();

  private final RateLimits limits;
  private final CallerContext callers;

  RateLimitFilter(RateLimits limits, CallerContext callers) {
    this.limits = limits;
    this.callers = callers;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Caller caller = callers.orNull();
    if (caller == null) {
      return; // an operation for everybody
    }
    List<Standing> standings = limits.count(caller);
    request.setProperty(STANDINGS, standings);
    standings.stream()
        .filter(Standing::isExceeded)
        .findFirst()
        .ifPresent(
            exceeded -> {
              throw ProblemException.tooMany(
                  "The quota of the " + exceeded.policy() + ", " + exceeded.quota() + " requests a minute, is used up.",
                  exceeded.waitSeconds());
            });
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(STANDINGS) instanceof List<?> list && !list.isEmpty()) {
      List<Standing> standings = list.stream().map(Standing.class::cast).toList();
      response.getHeaders().putSingle("RateLimit", standings.stream().map(Standing::state).collect(Collectors.joining(", ")));
      response.getHeaders().putSingle("RateLimit-Policy", standings.stream().map(Standing::rule).collect(Collectors.joining(", ")));
    }
  }
}
