package dev.perennial.demo;

import dev.perennial.platform.time.Ids;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Runs a part of the load with its own fixed ids, and notes how long it took. */
@Singleton
class DemoParts {
  private static final Logger LOG = Logger.getLogger(DemoParts.class);

  private final Ids ids;

  DemoParts(Ids ids) {
    this.ids = ids;
  }

  <T> T run(DemoIds.Part part, Supplier<T> work) {
    long start = System.nanoTime();
    T result = ids.from(DemoIds.sequence(part), work);
    LOG.debugf("%s: %d ms", part, (System.nanoTime() - start) / 1_000_000);
    return result;
  }

  void run(DemoIds.Part part, Runnable work) {
    run(
        part,
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }
}
