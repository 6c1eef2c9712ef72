package dev.perennial.customer;

import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** A customer that was there at a point in time, with those merged into it. */
@Singleton
public class CustomerFamilies {
  private static final String EXISTED = "SELECT EXISTS (SELECT FROM " + PastState.one("customer", ":customer") + " c)";

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final Survivors survivors;

  CustomerFamilies(Jdbi jdbi, CallerContext callers, Survivors survivors) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.survivors = survivors;
  }

  /**
   * The survivor, then everyone merged into it; two round trips.
   *
   * @throws ProblemException when the tenant had no such customer then
   */
  public List<UUID> of(UUID customer, PointInTime at) {
    List<UUID> family = survivors.family(customer, at);
    boolean existed =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(EXISTED)
                    .bind("tenant", callers.tenantId())
                    .bind("customer", family.getFirst())
                    .bindMap(at.binds())
                    .mapTo(Boolean.class)
                    .one());
    if (!existed) {
      throw ProblemException.notFound("customer");
    }
    return family;
  }
}
