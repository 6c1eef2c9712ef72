package dev.perennial.privacy;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.ConfigurationAudit;
import dev.perennial.tenant.Replacement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How long a tenant keeps things, and their deletion. */
@ApplicationScoped
public class RetentionService {
  private static final int CHUNK = 5_000;

  private final RetentionRepository repository;
  private final Replacement replacement;
  private final CallerContext callers;
  private final ConfigurationAudit audit;
  private final Clock clock;

  RetentionService(
      RetentionRepository repository, Replacement replacement, CallerContext callers, ConfigurationAudit audit, Clock clock) {
    this.repository = repository;
    this.replacement = replacement;
    this.callers = callers;
    this.audit = audit;
    this.clock = clock;
  }

  List<RetentionView> list() {
    return repository.days().entrySet().stream()
        .map(entry -> RetentionView.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Transactional
  RetentionView put(RetentionKind kind, @Nullable Integer days, @Nullable Long ifMatch) {
    long version =
        replacement.nextVersion(
            "retention", kind.name(), ifMatch, () -> Optional.of(kind(kind)), StoredDays::version);
    StoredDays stored = new StoredDays(version, days);
    repository.put(kind, stored);
    RetentionView view = RetentionView.of(kind, stored);
    audit.changed("retention.updated", "retention", callers.tenantId(), view);
    return view;
  }

  /** Signal types that are kept longer or shorter than the kind SIGNALS says, by type. */
  List<SignalRetentionView> signalTypes() {
    return repository.signalDays().entrySet().stream()
        .map(entry -> SignalRetentionView.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Gives a type that has none a period of its own. */
  @Transactional
  public void keepSignals(String type, int days) {
    putSignals(type, days, null);
  }

  @Transactional
  SignalRetentionView putSignals(String type, @Nullable Integer days, @Nullable Long ifMatch) {
    if (type.isBlank() || type.length() > 100 || type.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.invalid(FieldError.parameter("type", "invalid", "A signal type is a text of 1 to 100 characters."));
    }
    long version =
        replacement.nextVersion("retention of signals", type, ifMatch, () -> signalType(type), StoredDays::version);
    StoredDays stored = new StoredDays(version, days);
    repository.putSignals(type, stored);
    SignalRetentionView view = SignalRetentionView.of(type, stored);
    audit.changed("retention.updated", "retention", callers.tenantId(), view);
    return view;
  }

  RetentionView get(RetentionKind kind) {
    return RetentionView.of(kind, kind(kind));
  }

  SignalRetentionView getSignals(String type) {
    return SignalRetentionView.of(
        type, signalType(type).orElseThrow(() -> ProblemException.notFound("retention of this signal type")));
  }

  private StoredDays kind(RetentionKind kind) {
    return Objects.requireNonNull(repository.days().get(kind));
  }

  private Optional<StoredDays> signalType(String type) {
    return Optional.ofNullable(repository.signalDays().get(type));
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
            (kind, stored) ->
                Optional.ofNullable(stored.days()).ifPresent(
                    number ->
                        repeat(
                            kind == RetentionKind.SIGNALS
                                ? () -> repository.deleteSignals(null, before(now, number), CHUNK)
                                : () -> repository.delete(kind, before(now, number), CHUNK))));
    repository
        .signalDays()
        .forEach(
            (type, stored) ->
                Optional.ofNullable(stored.days()).ifPresent(number -> repeat(() -> repository.deleteSignals(type, before(now, number), CHUNK))));
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
