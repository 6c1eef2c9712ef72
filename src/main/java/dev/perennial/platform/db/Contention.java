package dev.perennial.platform.db;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;

/**
 * Begins a transaction again that lost against another one: both changed the same object, or waited for each other and
 * PostgreSQL ended one. Nothing of the lost one is left, and the caller need not know; who named a version in {@code
 * If-Match} is told the second time that it is not the newest any more.
 */
@Singleton
public class Contention {
  private static final int ATTEMPTS = 6;
  private static final long PAUSE_MILLIS = 10;

  /** What PostgreSQL calls a lost transaction. */
  private static final Map<String, String> LOST = Map.of("40001", "serialization", "40P01", "deadlock");

  private final MeterRegistry metrics;

  Contention(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** The same for work that throws nothing else. */
  public <T> T repeat(Supplier<T> work) {
    try {
      return overcome(work::get);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e); // interrupted while it waited to begin again
    }
  }

  /** Inside another transaction it is done once: only the whole can begin again. */
  public <T> T overcome(Callable<T> work) throws Exception {
    if (QuarkusTransaction.isActive()) {
      return work.call();
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return work.call();
      } catch (Exception failure) {
        String reason = reason(failure);
        if (attempt == ATTEMPTS || reason == null) {
          throw failure;
        }
        metrics.counter("perennial.transactions.repeated", "reason", reason).increment();
        Thread.sleep(PAUSE_MILLIS << attempt);
      }
    }
  }

  /** Why it lost; null when it failed for another reason. */
  public static @Nullable String reason(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 12; depth++, cause = cause.getCause()) {
      if (cause instanceof OptimisticLockException || cause instanceof StaleStateException) {
        return "stale";
      }
      if (cause instanceof SQLException refused && refused.getSQLState() != null && LOST.containsKey(refused.getSQLState())) {
        return LOST.get(refused.getSQLState());
      }
    }
    return null;
  }
}
