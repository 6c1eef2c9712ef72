package dev.perennial.platform.jobs;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.http.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Does a piece of work for every tenant, as the service itself. */
@Singleton
public class EachTenant {
  private static final Logger LOG = Logger.getLogger(EachTenant.class);

  private final Jdbi jdbi;
  private final Callers callers;

  EachTenant(Jdbi jdbi, Callers callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /**
   * One after the other, oldest first; what fails for one tenant is logged and does not keep the
   * others from theirs.
   *
   * @param part name of the acting part, shown in the audit trail as {@code system:part}
   */
  public void run(String part, Runnable work) {
    for (UUID tenant : tenants()) {
      if (Thread.currentThread().isInterrupted()) {
        return; // shutting down
      }
      try {
        callers.run(Caller.system(tenant, part), work);
      } catch (ProblemException e) { // the tenant's state and not a failure, such as a missing exchange rate
        LOG.warnf("%s waits for tenant %s: %s", part, tenant, e.getMessage());
      } catch (RuntimeException e) {
        LOG.errorf(e, "%s failed for tenant %s", part, tenant);
      }
    }
  }

  private List<UUID> tenants() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT id FROM platform.tenant ORDER BY created_at, id")
                .mapTo(UUID.class)
                .list());
  }
}
