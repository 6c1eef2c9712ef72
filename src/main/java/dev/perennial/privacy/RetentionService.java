package dev.perennial.privacy;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.tenant.ConfigurationAudit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a tenant keeps things, and their deletion. */
@ApplicationScoped
public class RetentionService {
  private static final int CHUNK = 5_000;

  private final RetentionRepository repository;
  private final CallerContext callers;
  private final ConfigurationAudit audit;
  private final Clock clock;

  RetentionService(RetentionRepository repository, CallerContext callers, ConfigurationAudit audit, Clock clock) {
    this.repository = repository;
    this.callers = callers;
    this.audit = audit;
    this.clock = clock;
  }

  List<RetentionView> list() {
    return repository.days().entrySet().stream()
        .map(entry -> RetentionView.of(entry.getKey(), entry.getValue().orElse(null)))
        .toList();
  }

  @Transactional
  RetentionView put(RetentionKind kind, @Nullable Integer days) {
    repository.put(kind, days);
    RetentionView view = RetentionView.of(kind, days);
    audit.changed("retention.updated", "retention", callers.tenantId(), view);
    return view;
  }

  /** Deletes what the caller's tenant no longer keeps, in pieces that commit by themselves. */
  void apply() {
    Instant now = clock.instant();
    repository
        .days()
        .forEach(
            (kind, days) -> days.ifPresent(number -> delete(kind, now.minus(Duration.ofDays(number)))));
  }

  private void delete(RetentionKind kind, Instant before) {
    long deleted;
    do {
      deleted = repository.delete(kind, before, CHUNK);
    } while (deleted >= CHUNK && !Thread.currentThread().isInterrupted());
  }
}
