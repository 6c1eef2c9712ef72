package dev.perennial.privacy;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.ConfigurationAudit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
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

  /** Signal types that are kept longer or shorter than the kind SIGNALS says, by type. */
  List<SignalRetentionView> signalTypes() {
    return repository.signalDays().entrySet().stream()
        .map(entry -> new SignalRetentionView(entry.getKey(), entry.getValue().orElse(null)))
        .toList();
  }

  @Transactional
  SignalRetentionView putSignals(String type, @Nullable Integer days) {
    if (type.isBlank() || type.length() > 100 || type.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.invalid(FieldError.parameter("type", "invalid", "A signal type is a text of 1 to 100 characters."));
    }
    repository.putSignals(type, days);
    SignalRetentionView view = new SignalRetentionView(type, days);
    audit.changed("retention.updated", "retention", callers.tenantId(), view);
    return view;
  }

  /** The type goes by the kind SIGNALS again. */
  @Transactional
  void removeSignals(String type) {
    if (!repository.removeSignals(type)) {
      throw ProblemException.notFound("retention of this signal type");
    }
    audit.changed("retention.updated", "retention", callers.tenantId(), Map.of("type", type));
  }

  /** Deletes what the caller's tenant no longer keeps, in pieces that commit by themselves. */
  void apply() {
    Instant now = clock.instant();
    repository
        .days()
        .forEach(
            (kind, days) ->
                days.ifPresent(
                    number ->
                        repeat(
                            kind == RetentionKind.SIGNALS
                                ? () -> repository.deleteSignals(null, before(now, number), CHUNK)
                                : () -> repository.delete(kind, before(now, number), CHUNK))));
    repository
        .signalDays()
        .forEach(
            (type, days) ->
                days.ifPresent(number -> repeat(() -> repository.deleteSignals(type, before(now, number), CHUNK))));
  }

  private static Instant before(Instant now, int days) {
    return now.minus(Duration.ofDays(days));
  }

  private static void repeat(LongSupplier chunk) {
    long deleted;
    do {
      deleted = chunk.getAsLong();
    } while (deleted >= CHUNK && !Thread.currentThread().isInterrupted());
  }
}
