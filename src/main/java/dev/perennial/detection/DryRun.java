package dev.perennial.detection;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Tries a rule over history: the same evaluation as a detection's, over all customers, and nothing is stored. */
@Singleton
class DryRun {
  private static final int CUSTOMERS_AT_ONCE = 1_000;
  private static final int SHOWN = 200;
  private static final long DEFAULT_DAYS = 365;
  private static final Duration LONGEST = Duration.ofDays(1096);
  private static final UUID FIRST = new UUID(0, 0);

  private final RuleChecks checks;
  private final FactRepository facts;
  private final RenewalDateRepository dates;
  private final CustomerNames customers;
  private final SettingsService settings;
  private final Clock clock;

  DryRun(
      RuleChecks checks, FactRepository facts, RenewalDateRepository dates, CustomerNames customers, SettingsService settings,
      Clock clock) {
    this.checks = checks;
    this.facts = facts;
    this.dates = dates;
    this.customers = customers;
    this.settings = settings;
    this.clock = clock;
  }

  DryRunResult run(DryRunRequest request) {
    Instant now = clock.instant();
    checks.check(request.rule(), now, "/rule");
    Instant to = request.to() == null ? now : request.to().truncatedTo(ChronoUnit.MICROS);
    Instant from = request.from() == null ? to.minus(Duration.ofDays(DEFAULT_DAYS)) : request.from().truncatedTo(ChronoUnit.MICROS);
    checkTimes(from, to, now);
    DetectionRule rule = new DetectionRule("dry_run", 1, request.rule(), from, to, true, null, now, "");
    List<Moment> moments = rule.looksAtSignals() ? ofSignals(rule, now) : ofDates(rule);
    moments.sort(Comparator.comparing(Moment::at).reversed().thenComparing(Moment::customer));
    return result(moments, from, to);
  }

  private static void checkTimes(Instant from, Instant to, Instant now) {
    if (to.isAfter(now)) {
      throw ProblemException.invalid(FieldError.at("/to", "out_of_range", "History ends now, " + now + "."));
    }
    if (!from.isBefore(to) || from.isBefore(to.minus(LONGEST))) {
      throw ProblemException.invalid(
          FieldError.at("/from", "out_of_range", "It must lie before to, by three years at most."));
    }
  }

  private List<Moment> ofSignals(DetectionRule rule, Instant now) {
    List<Moment> moments = new ArrayList<>();
    List<UUID> some = customers.after(FIRST, CUSTOMERS_AT_ONCE);
    while (!some.isEmpty()) {
      Map<UUID, Instant> from = new HashMap<>();
      some.forEach(customer -> from.put(customer, rule.effectiveFrom()));
      Facts seen = facts.load(rule, from);
      for (UUID customer : some) {
        Firings firings = new Firings(rule.effectiveFrom(), now, null);
        seen.evaluate(rule, customer, firings);
        firings.taken().forEach(firing -> moments.add(new Moment(customer, firing.at())));
      }
      some = customers.after(some.getLast(), CUSTOMERS_AT_ONCE);
    }
    return moments;
  }

  private List<Moment> ofDates(DetectionRule rule) {
    LocalDate first = LocalDate.ofInstant(rule.effectiveFrom(), settings.recent().zone());
    LocalDate last = LocalDate.ofInstant(rule.effectiveUntil(), settings.recent().zone());
    List<Moment> moments = new ArrayList<>();
    for (RenewalMoment moment : dates.moments(rule.fields(), first, last, false)) {
      if (rule.speaksAt(moment.at())) {
        moments.add(new Moment(moment.customer(), moment.at()));
      }
    }
    return moments;
  }

  private DryRunResult result(List<Moment> moments, Instant from, Instant to) {
    Map<String, Integer> months = new TreeMap<>();
    moments.forEach(moment -> months.merge(moment.at().toString().substring(0, "2026-11".length()), 1, Integer::sum));
    int concerned = (int) moments.stream().map(Moment::customer).distinct().count();
    List<Moment> shown = moments.subList(0, Math.min(SHOWN, moments.size()));
    Map<UUID, String> names = customers.names(shown.stream().map(Moment::customer).distinct().toList());
    String summary =
        "Would have fired " + moments.size() + (moments.size() == 1 ? " time" : " times") + " in "
            + Duration.between(from, to).toDays() + " days, on " + concerned + (concerned == 1 ? " customer." : " customers.");
    return new DryRunResult(
        summary, from, to, moments.size(), concerned,
        months.entrySet().stream().map(entry -> new DryRunResult.Month(entry.getKey(), entry.getValue())).toList(),
        shown.stream()
            .map(moment -> new DryRunResult.Detected(moment.customer(), names.getOrDefault(moment.customer(), ""), moment.at()))
            .toList());
  }

  private record Moment(UUID customer, Instant at) {}
}
