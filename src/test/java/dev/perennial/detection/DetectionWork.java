package dev.perennial.detection;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.signal.CustomerRows;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Detection at once, until nothing is left to look at: a round of the background may hold the tenant meanwhile. */
@Singleton
public class DetectionWork {
  private static final String LEFT =
      "SELECT (SELECT count(*) FROM app.detection_batch WHERE tenant_id = :tenant)"
          + " + (SELECT count(*) FROM app.detection_rule WHERE tenant_id = :tenant AND NOT started"
          + " AND (effective_until IS NULL OR effective_until > effective_from))";

  private final Detection detection;
  private final Callers callers;
  private final CustomerRows rows;

  DetectionWork(Detection detection, Callers callers, CustomerRows rows) {
    this.detection = detection;
    this.callers = callers;
    this.rows = rows;
  }

  public void run(UUID tenant) {
    for (int i = 0; i < 100; i++) {
      callers.run(Caller.system(tenant, "detection"), detection::detect);
      if (rows.read(tenant, LEFT, tenant).equals("0")) {
        return;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("detection does not end");
  }
}
