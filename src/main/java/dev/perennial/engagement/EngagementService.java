package dev.perennial.engagement;

import dev.perennial.customer.Survivors;
import dev.perennial.engagement.EngagementView.Cadence;
import dev.perennial.engagement.EngagementView.Gap;
import dev.perennial.engagement.EngagementView.Sentiment;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Engagement of one customer, and the worklist of the silent ones. */
@ApplicationScoped
class EngagementService {
  private static final int MAX_DAYS = 3660;
  private static final List<SortKey<SilentCustomer>> SORTS =
      List.of(new SortKey<>("silentSince", SilenceRepository.SINCE, "timestamptz", SilentCustomer::sortTime));

  private final EngagementRepository repository;
  private final SilenceRepository silences;
  private final Survivors survivors;
  private final SettingsService settings;
  private final Clock clock;

  EngagementService(
      EngagementRepository repository, SilenceRepository silences, Survivors survivors, SettingsService settings,
      Clock clock) {
    this.repository = repository;
    this.silences = silences;
    this.survivors = survivors;
    this.settings = settings;
    this.clock = clock;
  }

  /** @throws ProblemException when the tenant had no such customer at that point */
  EngagementView of(UUID customer, PointInTime at, int silentDays, int windowDays) {
    check("silentDays", silentDays);
    check("windowDays", windowDays);
    List<UUID> family = survivors.known(customer, at);
    ZoneId zone = settings.recent().zone();
    EngagementFacts facts = repository.read(family, at, zone, windowDays);
    Silence silence = Silence.of(facts.lastContactAt(), facts.couldTellSince(), at.knownAt(), silentDays);
    return new EngagementView(
        family.getFirst(), at.knownAt(), silence.state(), silence.since(), silence.days(), facts.connectedSince(),
        facts.lastInboundAt(), facts.lastOutboundAt(), facts.contacts(), gap(facts),
        new Cadence(facts.recent().rate(), facts.before().rate()), sentiment(facts), facts.participants(),
        ContactRules.of(facts, at, zone), new EngagementView.Parameters(silentDays, windowDays));
  }

  /** Who is silent, the longest silence first. */
  Page<SilentCustomer> list(SilenceFilter filter, PageRequest request) {
    check("silentDays", filter.silentDays);
    Instant now = clock.instant();
    @Nullable Instant connected = silences.connectedSince();
    Filters filters = SilenceRepository.filters(filter, connected, now);
    Keyset<SilentCustomer> keyset =
        Keyset.of(request, "silentSince", SORTS, "c.id", SilentCustomer::customerId, filters);
    return keyset.page(silences.list(keyset, filters, connected, now, filter.silentDays));
  }

  /** Without a source of interactions nothing is known of any gap. */
  private static @Nullable Gap gap(EngagementFacts facts) {
    if (facts.contractId() == null || facts.termFrom() == null || facts.gapFrom() == null || facts.gapTo() == null
        || facts.longestGapDays() == null || facts.connectedSince() == null) {
      return null;
    }
    return new Gap(
        facts.contractId(), facts.termFrom(), facts.termTo(), facts.longestGapDays(), facts.gapFrom(), facts.gapTo());
  }

  private static Sentiment sentiment(EngagementFacts facts) {
    @Nullable Double now = facts.recent().sentiment();
    @Nullable Double before = facts.before().sentiment();
    return new Sentiment(
        now, facts.recent().sentiments(), before, facts.before().sentiments(),
        now == null || before == null ? null : Double.valueOf(now - before), facts.sentimentSlope());
  }

  private static void check(String name, @Nullable Integer days) {
    if (days != null && (days < 1 || days > MAX_DAYS)) {
      throw ProblemException.invalid(
          FieldError.parameter(name, "out_of_range", "The parameter " + name + " must be between 1 and " + MAX_DAYS + "."));
    }
  }
}
