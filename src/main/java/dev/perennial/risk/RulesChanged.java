package dev.perennial.risk;

import dev.perennial.fact.RescoreMarkRepository;
import dev.perennial.tenant.Settings;
import dev.perennial.tenant.SettingsChanged;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * A new threshold, new bands or another reporting currency: what boards show follows within
 * minutes, by new scores. The stored ones keep the rules under which they were given.
 */
@Singleton
class RulesChanged {
  private final RescoreMarkRepository marks;
  private final Clock clock;

  RulesChanged(RescoreMarkRepository marks, Clock clock) {
    this.marks = marks;
    this.clock = clock;
  }

  void on(@Observes SettingsChanged changed) {
    Settings before = changed.before();
    Settings after = changed.after();
    if (before.atRiskThreshold() != after.atRiskThreshold()
        || !before.bandCutPoints().equals(after.bandCutPoints())
        || !before.reportingCurrency().equals(after.reportingCurrency())) {
      marks.markAll(clock.instant());
    }
  }
}
