package dev.perennial.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import dev.perennial.platform.http.Validation;
import dev.perennial.platform.json.MergePatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Settings of the caller's tenant. */
@ApplicationScoped
public class SettingsService {
  private static final Duration CACHED = Duration.ofSeconds(10);

  private final SettingsRepository repository;
  private final CallerContext callers;
  private final Clock clock;
  private final Validation validation;
  private final MergePatch patches;
  private final ConfigurationAudit audit;
  private final Event<SettingsChanged> changed;
  private final Map<UUID, Cached> cache = new ConcurrentHashMap<>();

  SettingsService(
      SettingsRepository repository, CallerContext callers, Clock clock, Validation validation, MergePatch patches,
      ConfigurationAudit audit, Event<SettingsChanged> changed) {
    this.repository = repository;
    this.callers = callers;
    this.clock = clock;
    this.validation = validation;
    this.patches = patches;
    this.audit = audit;
    this.changed = changed;
  }

  /** As stored now: one round trip. */
  public Settings current() {
    return entity().view();
  }

  /** At most ten seconds old, without a round trip: for reads that only need the day or the currency. */
  public Settings recent() {
    UUID tenant = callers.tenantId();
    Instant now = clock.instant();
    Cached cached = cache.get(tenant);
    if (cached == null || Duration.between(cached.at, now).abs().compareTo(CACHED) > 0) {
      cached = new Cached(current(), now);
      cache.put(tenant, cached);
    }
    return cached.settings;
  }

  /** The tenant's calendar day. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), recent().zone());
  }

  @Transactional
  public Settings replace(long ifMatch, SettingsFields fields) {
    return change(ifMatch, fields);
  }

  @Transactional
  public Settings patch(@Nullable Long ifMatch, JsonNode patch) {
    SettingsFields merged = patches.apply(current().fields(), patch, SettingsFields.class);
    validation.check(merged);
    return change(ifMatch, merged);
  }

  /** Settings of a tenant that is being made. */
  @Transactional
  void create(SettingsFields fields) {
    SettingsEntity entity = new SettingsEntity();
    entity.id = callers.tenantId();
    entity.tenantId = callers.tenantId();
    entity.apply(fields, clock.instant());
    repository.persistAndFlush(entity);
  }

  private Settings change(@Nullable Long ifMatch, SettingsFields fields) {
    check(fields);
    SettingsEntity entity = entity();
    if (ifMatch != null && ifMatch != entity.version) {
      throw new ProblemException(
          ProblemType.PRECONDITION_FAILED, "The settings have changed; read them again, then repeat.");
    }
    Settings before = entity.view();
    entity.apply(fields, clock.instant());
    repository.flush();
    Settings after = entity.view();
    cache.remove(callers.tenantId());
    audit.changed("settings.updated", "settings", entity.id, after);
    changed.fire(new SettingsChanged(before, after));
    return after;
  }

  private static void check(SettingsFields fields) {
    List<FieldError> errors = new ArrayList<>();
    BandCutPoints bands = fields.bandCutPoints();
    if (!(bands.mediumFrom() < bands.highFrom() && bands.highFrom() < bands.criticalFrom())) {
      errors.add(FieldError.at("/bandCutPoints", "invalid", "The cut-points must rise: medium, high, critical."));
    }
    try {
      ZoneId.of(fields.timeZone());
    } catch (DateTimeException e) {
      errors.add(FieldError.at("/timeZone", "invalid", "The time zone must be an IANA name like Europe/Berlin."));
    }
    if (Currency.getAvailableCurrencies().stream()
        .noneMatch(currency -> currency.getCurrencyCode().equals(fields.reportingCurrency()))) {
      errors.add(FieldError.at("/reportingCurrency", "invalid", "There is no such currency."));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
  }

  private SettingsEntity entity() {
    SettingsEntity entity = repository.findById(callers.tenantId());
    if (entity == null) {
      throw new IllegalStateException("the tenant has no settings");
    }
    return entity;
  }

  private record Cached(Settings settings, Instant at) {}
}
