package dev.perennial.analysis;

import dev.perennial.analysis.PredictorResult.EstimateView;
import dev.perennial.analysis.PredictorResult.Quarantined;
import dev.perennial.analysis.TriggerRequest.Outcome;
import dev.perennial.analysis.TriggerResult.Label;
import dev.perennial.analysis.TriggerResult.SuggestedRule;
import dev.perennial.analysis.TriggerResult.TriggerFinding;
import dev.perennial.scoring.numeric.Estimate;
import dev.perennial.scoring.test.AdjustedPValues;
import dev.perennial.scoring.test.MantelHaenszel;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers what comes before purchases, expansions, renewals or losses: the earlier cases suggest, those kept back confirm.
 */
@Singleton
class TriggerDiscovery {
  private static final double CONFIRMED = 0.05;
  private static final String DEFINITION =
      "Each case is compared with up to %d controls whose term ran and was undecided on the case's day: same tier, same number of"
          + " terms, due within 45 days of the case, same fifth of the last stored score. Odds ratios are Mantel and Haenszel's over"
          + " the matched sets. Q-values are Benjamini and Hochberg's over all types and windows. The latest %.0f%% of the cases are"
          + " kept back: confirmed means seen again there, the same way round, with p of at most 0.05. What comes before need not be"
          + " the cause.";

  private final TriggerRepository repository;
  private final EventTypeRepository types;
  private final TriggerWindows windows;
  private final SettingsService settings;

  TriggerDiscovery(
      TriggerRepository repository, EventTypeRepository types, TriggerWindows windows, SettingsService settings) {
    this.repository = repository;
    this.types = types;
    this.windows = windows;
    this.settings = settings;
  }

  /** @param request complete: nothing with a default is null */
  TriggerResult answer(TriggerRequest request) {
    String zone = settings.recent().timeZone();
    List<MatchedRow> found =
        repository.matched(
            request.outcome(), Objects.requireNonNull(request.from()), Objects.requireNonNull(request.to()),
            Objects.requireNonNull(request.controls()), zone);
    List<MatchedRow> matched = found.stream().filter(row -> row.control() != null).toList();
    int cases = (int) matched.stream().mapToInt(MatchedRow::set).distinct().count();
    List<Quarantined> quarantined = new ArrayList<>();
    List<String> tested = tested(request, zone, quarantined);
    int heldOut = (int) Math.round(cases * Objects.requireNonNull(request.holdOutShare()));
    TriggerWindows.Table table = windows.load(matched, tested);
    List<TriggerFinding> findings = findings(request, table, tested, cases - heldOut, cases);
    int family = (int) findings.stream().filter(finding -> finding.pValue() != null).count();
    return new TriggerResult(
        sentence(findings, cases),
        DEFINITION.formatted(request.controls(), 100 * request.holdOutShare()),
        cases,
        matched.size(),
        found.size() - matched.size(),
        heldOut,
        family,
        findings,
        quarantined,
        rules(request.outcome(), findings));
  }

  /** Events that follow the decision cannot have triggered it. */
  private List<String> tested(TriggerRequest request, String zone, List<Quarantined> quarantined) {
    List<String> wanted = request.eventTypes() == null ? types.types() : request.eventTypes();
    if (request.outcome() == Outcome.PURCHASE || request.outcome() == Outcome.EXPANSION) {
      return wanted.stream().distinct().sorted().toList();
    }
    Map<String, EventTypeRepository.Timing> timing = types.timing(wanted, zone);
    List<String> kept = new ArrayList<>();
    for (String type : wanted.stream().distinct().sorted().toList()) {
      String reason = Leaks.ofTiming(timing.get(type));
      if (reason == null) {
        kept.add(type);
      } else {
        quarantined.add(new Quarantined(type, reason));
      }
    }
    return kept;
  }

  private static List<TriggerFinding> findings(
      TriggerRequest request, TriggerWindows.Table table, List<String> tested, int firstHeldOut, int cases) {
    List<MatchedSets> early = new ArrayList<>();
    List<MatchedSets> late = new ArrayList<>();
    int perType = TriggerWindows.ENDS.length;
    for (int test = 0; test < tested.size() * perType; test++) {
      boolean[] exposed = table.exposed(test / perType, test % perType);
      early.add(MatchedSets.of(table.sets(), table.isCase(), exposed, 0, firstHeldOut));
      late.add(MatchedSets.of(table.sets(), table.isCase(), exposed, firstHeldOut, cases));
    }
    double[] p = early.stream().mapToDouble(TriggerDiscovery::pValue).toArray();
    double[] q = AdjustedPValues.benjaminiHochberg(p);
    List<TriggerFinding> findings = new ArrayList<>();
    for (int test = 0; test < early.size(); test++) {
      int window = test % perType;
      double[] leads = table.leads(test / perType, window);
      findings.add(
          finding(tested.get(test / perType), window, early.get(test), late.get(test), q[test], leads,
              Objects.requireNonNull(request.falseDiscoveryRate())));
    }
    findings.sort(
        Comparator.comparing(TriggerFinding::label).reversed()
            .thenComparing(TriggerFinding::pValue, Comparator.nullsLast(Comparator.naturalOrder())));
    return findings;
  }

  private static double pValue(MatchedSets sets) {
    MantelHaenszel result = sets.result();
    return sets.enough() && result != null ? result.test().pValue() : Double.NaN;
  }

  private static TriggerFinding finding(
      String type, int window, MatchedSets early, MatchedSets late, double q, double[] leads, double level) {
    double p = pValue(early);
    double confirmingP = pValue(late);
    MantelHaenszel first = Double.isNaN(p) ? null : early.result();
    MantelHaenszel second = Double.isNaN(confirmingP) ? null : late.result();
    Label label = label(first, q, second, level);
    return new TriggerFinding(
        type,
        TriggerWindows.from(window),
        TriggerWindows.ENDS[window],
        label,
        sentence(label, first, second),
        Share.of(early.casesWith(), early.cases()),
        Share.of(early.controlsWith(), early.controls()),
        view(first),
        first == null ? null : p,
        first == null ? null : q,
        view(second),
        second == null ? null : confirmingP,
        quantile(leads, 0.25),
        quantile(leads, 0.5),
        quantile(leads, 0.75));
  }

  private static Label label(@Nullable MantelHaenszel first, double q, @Nullable MantelHaenszel second, double level) {
    if (first == null) {
      return Label.NOT_ENOUGH_DATA;
    }
    if (q > level) {
      return Label.NOT_SHOWN;
    }
    boolean again =
        second != null
            && second.test().pValue() <= CONFIRMED
            && second.oddsRatio().value() > 1 == first.oddsRatio().value() > 1;
    return again ? Label.CONFIRMED : Label.NOT_CONFIRMED;
  }

  private static String sentence(Label label, @Nullable MantelHaenszel first, @Nullable MantelHaenszel second) {
    if (first == null) {
      return "Not enough data: at least 20 cases and 10 such events among them and their controls are needed.";
    }
    String odds = String.format(Locale.ROOT, "Odds ratio %.2f", first.oddsRatio().value());
    return switch (label) {
      case NOT_SHOWN, NOT_ENOUGH_DATA -> odds + ": no more than chance would do.";
      case NOT_CONFIRMED ->
          odds + (second == null ? ", but too few cases were kept back to confirm it." : ", but not seen again among the cases kept back.");
      case CONFIRMED ->
          odds + String.format(Locale.ROOT, ", and %.2f among the cases kept back.", Objects.requireNonNull(second).oddsRatio().value());
    };
  }

  private static String sentence(List<TriggerFinding> findings, int cases) {
    List<String> confirmed =
        findings.stream().filter(f -> f.label() == Label.CONFIRMED).map(TriggerFinding::type).distinct().toList();
    if (!confirmed.isEmpty()) {
      return "Confirmed: " + String.join(", ", confirmed) + ".";
    }
    boolean tested = findings.stream().anyMatch(finding -> finding.pValue() != null);
    return tested ? "No event is confirmed to come before." : "Not enough data: %d cases with a control.".formatted(cases);
  }

  private static @Nullable EstimateView view(@Nullable MantelHaenszel result) {
    if (result == null || !result.oddsRatio().finite()) {
      return null;
    }
    Estimate ratio = result.oddsRatio();
    return new EstimateView(ratio.value(), ratio.interval().lower(), ratio.interval().upper());
  }

  private static @Nullable Double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return null;
    }
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** One rule per type, for the longest confirmed window in which it comes before more often. */
  private static List<SuggestedRule> rules(Outcome outcome, List<TriggerFinding> findings) {
    List<SuggestedRule> rules = new ArrayList<>();
    findings.stream()
        .filter(f -> f.label() == Label.CONFIRMED && f.oddsRatio() != null && f.oddsRatio().value() > 1)
        .sorted(Comparator.comparing(TriggerFinding::type).thenComparing(TriggerFinding::toDays, Comparator.reverseOrder()))
        .forEach(
            finding -> {
              if (rules.stream().noneMatch(rule -> rule.rule().signal().type().equals(finding.type()))) {
                rules.add(rule(outcome, finding));
              }
            });
    return rules;
  }

  private static SuggestedRule rule(Outcome outcome, TriggerFinding finding) {
    String name = outcome.name().toLowerCase(Locale.ROOT);
    return new SuggestedRule(
        "before_" + name + "_" + finding.type(),
        new TriggerResult.Rule(
            finding.type() + " comes before " + name, "THRESHOLD", finding.type(), finding.toDays(), finding.toDays(),
            new TriggerResult.Selector("EVENT", finding.type()), 1));
  }

  static double[] sorted(double[] values, int count) {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted;
  }
}
