package dev.perennial.analysis;

import dev.perennial.analysis.PredictorResult.EstimateView;
import dev.perennial.analysis.PredictorResult.Quarantined;
import dev.perennial.analysis.TriggerRequest.Outcome;
import dev.perennial.analysis.TriggerResult.Label;
import dev.perennial.analysis.TriggerResult.SuggestedRule;
import dev.perennial.analysis.TriggerResult.TriggerFinding;
import dev.perennial.scoring.numeric.Estimate;
import dev.perennial.scoring.test.MantelHaenszel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says what the panels show, and suggests rules for what is confirmed. */
final class TriggerReport {
  private static final String DEFINITION =
      "Each case is compared with up to %d controls whose term ran and was undecided on the case's day: same tier, same number of"
          + " terms, due within 45 days of the case, same fifth of the last stored score. Odds ratios are Mantel and Haenszel's over"
          + " the matched sets; adjusted ones are a conditional logistic regression's with the other events of the window, how"
          + " often each happens outside it and the feature set's numbers held equal. Q-values are Benjamini and Hochberg's over all types and windows. The latest %.0f%% of"
          + " the cases are kept back: confirmed means seen again there, the same way round, matched and adjusted, with q-values of"
          + " the one-sided tests of all suggestions of at most %s, and with at least half of the log-odds ratio left when the rest is held"
          + " equal. What comes before need not be the cause.";

  private final TriggerRequest request;
  private final List<String> tested;
  private final TriggerWindows.Table table;
  private final TriggerPanels panels;

  TriggerReport(TriggerRequest request, List<String> tested, TriggerWindows.Table table, TriggerPanels panels) {
    this.request = request;
    this.tested = tested;
    this.table = table;
    this.panels = panels;
  }

  TriggerResult result(int cases, int controls, int withoutControl, int heldOut, List<Quarantined> quarantined) {
    List<TriggerFinding> findings = findings();
    int family = (int) findings.stream().filter(finding -> finding.pValue() != null).count();
    return new TriggerResult(
        answer(findings, cases),
        String.format(
            Locale.ROOT, DEFINITION, request.controls(), 100 * Objects.requireNonNull(request.holdOutShare()),
            request.falseDiscoveryRate()),
        cases,
        controls,
        withoutControl,
        heldOut,
        family,
        findings,
        quarantined,
        rules(request.outcome(), findings));
  }

  private List<TriggerFinding> findings() {
    List<TriggerFinding> findings = new ArrayList<>();
    int windows = TriggerWindows.ALL.size();
    for (int test = 0; test < panels.size(); test++) {
      findings.add(finding(tested.get(test / windows), test / windows, test % windows, panels.panel(test)));
    }
    findings.sort(
        Comparator.comparing(TriggerFinding::label).reversed()
            .thenComparing(TriggerFinding::pValue, Comparator.nullsLast(Comparator.naturalOrder())));
    return findings;
  }

  private TriggerFinding finding(String type, int number, int window, TriggerPanels.Panel panel) {
    MatchedSets sets = panel.sets();
    MantelHaenszel matched = panel.matched();
    MantelHaenszel confirming = panel.confirming();
    double[] leads = table.leads(number, window);
    return new TriggerFinding(
        type,
        TriggerWindows.ALL.get(window).fromDays(),
        TriggerWindows.ALL.get(window).toDays(),
        panel.label(),
        sentence(panel),
        Share.of(sets.casesWith(), sets.cases()),
        Share.of(sets.controlsWith(), sets.controls()),
        matched == null ? null : view(matched.oddsRatio()),
        matched == null ? null : matched.test().pValue(),
        matched == null ? null : panel.q(),
        panel.adjustedView(),
        confirming == null ? null : view(confirming.oddsRatio()),
        confirming == null ? null : confirming.test().pValue(),
        Double.isNaN(panel.again()) ? null : panel.again(),
        quantile(leads, 0.25),
        quantile(leads, 0.5),
        quantile(leads, 0.75));
  }

  private String sentence(TriggerPanels.Panel panel) {
    MantelHaenszel matched = panel.matched();
    if (matched == null) {
      return "Not enough data: at least 20 cases and 10 such events among them and their controls are needed.";
    }
    String odds = String.format(Locale.ROOT, "Odds ratio %.2f", matched.oddsRatio().value());
    MantelHaenszel confirming = panel.confirming();
    String again =
        confirming == null ? "" : String.format(Locale.ROOT, ", and %.2f among the cases kept back", confirming.oddsRatio().value());
    return switch (panel.label()) {
      case NOT_SHOWN, NOT_ENOUGH_DATA -> odds + ": no more than chance would do.";
      case NOT_CONFIRMED ->
          odds + (confirming == null ? ", but too few cases were kept back to confirm it." : ", but not seen again among the cases kept back.");
      case GOES_ALONG -> odds + again + ", but not shown, or less than half as strong, with everything else held equal: it goes along with something else.";
      case CONFIRMED -> odds + again + ", also with everything else held equal.";
    };
  }

  private static String answer(List<TriggerFinding> findings, int cases) {
    List<String> confirmed =
        findings.stream().filter(f -> f.label() == Label.CONFIRMED).map(TriggerFinding::type).distinct().toList();
    if (!confirmed.isEmpty()) {
      return "Confirmed: " + String.join(", ", confirmed) + ".";
    }
    boolean tested = findings.stream().anyMatch(finding -> finding.pValue() != null);
    return tested ? "No event is confirmed to come before." : "Not enough data: %d cases with a control.".formatted(cases);
  }

  static @Nullable EstimateView view(Estimate ratio) {
    return ratio.finite() ? new EstimateView(ratio.value(), ratio.interval().lower(), ratio.interval().upper()) : null;
  }

  private static @Nullable Double quantile(double[] sorted, double share) {
    return sorted.length == 0 ? null : Double.valueOf(PredictorAnalysis.quantile(sorted, share));
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
}
