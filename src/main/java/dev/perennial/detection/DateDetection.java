package dev.perennial.detection;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.tenant.SettingsService;
import dev.perennial.triggerevent.TriggerEvent;
import dev.perennial.triggerevent.TriggerEventService;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the calendar brings: once a day, dates of open renewals that have come near, and contracts after whose start something
 * is missing. A date that was moved takes its detection with it while the renewal is open. New rules begin here, too.
 */
@Singleton
class DateDetection {
  private static final Duration LOOKED_BACK = Duration.ofDays(1100);

  private final DetectionRuleRepository rules;
  private final WorkRepository work;
  private final RenewalDateRepository dates;
  private final DetectedRepository detected;
  private final TriggerEventService events;
  private final SettingsService settings;
  private final ObjectMapper json;
  private final Clock clock;

  DateDetection(
      DetectionRuleRepository rules, WorkRepository work, RenewalDateRepository dates, DetectedRepository detected,
      TriggerEventService events, SettingsService settings, ObjectMapper json, Clock clock) {
    this.rules = rules;
    this.work = work;
    this.dates = dates;
    this.detected = detected;
    this.events = events;
    this.settings = settings;
    this.json = json;
    this.clock = clock;
  }

  void look() {
    LocalDate today = settings.today();
    Instant now = clock.instant();
    List<DetectionRule> due =
        rules.all().stream().filter(rule -> !rule.effectiveFrom().isAfter(now)).filter(rule -> isDue(rule, today)).toList();
    if (due.isEmpty() || !work.lock()) {
      return;
    }
    List<TriggerEvent> changes = new ArrayList<>();
    for (DetectionRule rule : due) {
      if (!rule.started()) {
        if (rule.looksAtSignals()) {
          work.start(rule, now);
        }
        rules.started(rule);
      }
      if (isOfToday(rule, today)) {
        if (rule.looksAtSignals()) {
          work.contractsDue(rule, now, today);
        } else {
          changes.addAll(renewals(rule, today, now));
        }
        rules.ranOn(rule, today);
      }
    }
    if (!changes.isEmpty()) {
      events.detected(changes);
    }
  }

  private static boolean isDue(DetectionRule rule, LocalDate today) {
    return !rule.started() || isOfToday(rule, today);
  }

  private static boolean isOfToday(DetectionRule rule, LocalDate today) {
    boolean isOfCalendar = !rule.looksAtSignals() || rule.startsFromContracts();
    return isOfCalendar && rule.effectiveUntil() == null && (rule.ranOn() == null || rule.ranOn().isBefore(today));
  }

  private List<TriggerEvent> renewals(DetectionRule rule, LocalDate today, Instant now) {
    LocalDate first = LocalDate.ofInstant(rule.effectiveFrom(), settings.recent().zone()).plusDays(1);
    Instant oldest = now.minus(LOOKED_BACK);
    Map<String, DetectedRepository.Detected> known = new HashMap<>();
    detected.since(rule.code(), oldest).forEach(one -> known.put(one.sourceId(), one));
    List<TriggerEvent> changes = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (RenewalMoment moment : dates.moments(rule.fields(), first, today, true)) {
      String key = rule.code() + "/" + moment.renewal() + "/" + moment.date();
      keys.add(key);
      DetectedRepository.Detected before = known.get(key);
      if (before == null || before.retracted()) {
        changes.add(event(rule, moment, key, before == null ? 0 : before.revision() + 1, now));
      }
    }
    List<DetectedRepository.Detected> gone =
        known.values().stream()
            .filter(one -> !one.retracted() && !keys.contains(one.sourceId()) && rule.speaksAt(one.occurredAt()))
            .toList();
    if (!gone.isEmpty()) {
      Set<String> open =
          new HashSet<>(dates.open(gone.stream().map(DetectedRepository.Detected::renewal).collect(Collectors.toSet())));
      gone.stream()
          .filter(one -> open.contains(one.renewal()))
          .forEach(one -> changes.add(Evidence.retraction(rule, one, now)));
    }
    return changes;
  }

  private TriggerEvent event(DetectionRule rule, RenewalMoment moment, String key, int revision, Instant now) {
    Instant known = moment.knownAt().isAfter(now) ? now : moment.knownAt();
    return new TriggerEvent(
        TriggerEvent.DETECTION, key, revision, moment.customer(), null, rule.fields().triggerEventType(), moment.at(), known,
        false, rule.code(), rule.version(),
        json.createObjectNode()
            .put("rule", rule.code())
            .put("ruleVersion", rule.version())
            .put("renewalId", moment.renewal().toString())
            .put("date", moment.date().toString()));
  }
}
