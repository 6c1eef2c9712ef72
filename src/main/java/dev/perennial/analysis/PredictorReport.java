package dev.perennial.analysis;

import dev.perennial.analysis.PredictorResult.AssociationPanel;
import dev.perennial.analysis.PredictorResult.BeliefAnswer;
import dev.perennial.analysis.PredictorResult.EstimateView;
import dev.perennial.analysis.PredictorResult.EventFinding;
import dev.perennial.analysis.PredictorResult.FeatureFinding;
import dev.perennial.analysis.PredictorResult.Intervention;
import dev.perennial.analysis.PredictorResult.Label;
import dev.perennial.analysis.PredictorResult.LeadTime;
import dev.perennial.analysis.PredictorResult.Quarantined;
import dev.perennial.analysis.PredictorResult.RegressionPanel;
import dev.perennial.analysis.PredictorResult.SegmentPanel;
import dev.perennial.learning.TrainingSample;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Estimate;
import dev.perennial.scoring.predictor.Association;
import dev.perennial.scoring.predictor.CovariateFinding;
import dev.perennial.scoring.predictor.ExposureFinding;
import dev.perennial.scoring.predictor.PredictorStudy;
import dev.perennial.scoring.predictor.Slope;
import dev.perennial.scoring.predictor.Stratification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a study found, as people read it. */
final class PredictorReport {
  private static final String DEFINITION =
      "Decided renewals, each as of its own cut-off: the earlier of due date less %d days and decision deadline. An event counts"
          + " when it happened in the %d days before the cut-off and was known by then. Association: odds ratio (conditional"
          + " maximum likelihood, else Haldane), risk ratio (Katz), risk difference (Newcombe), Fisher's p. Adjusted: one logistic"
          + " regression of the loss on all events and features. Q-values: Benjamini and Hochberg over the whole family of each"
          + " panel; clear means q of at most %s. At least %d losses, and %d exposed ones, else not enough data. Neither panel says"
          + " what causes what: only a randomised programme does.";
  private static final double HETEROGENEOUS = 0.05;
  private static final String CONFOUNDED =
      ", but with everything else held equal little or nothing of it is shown: it goes along with something else.";
  private static final String UNCERTAIN =
      "; with everything else held equal about as much, but too uncertain there to count on.";

  private final PredictorRequest request;
  private final FeatureSet features;
  private final TrainingSample sample;
  private final double level;
  private final List<Quarantined> quarantined = new ArrayList<>();
  private final List<Intervention> interventions = new ArrayList<>();

  PredictorReport(PredictorRequest request, FeatureSet features, TrainingSample sample) {
    this.request = request;
    this.features = features;
    this.sample = sample;
    this.level = Objects.requireNonNull(request.falseDiscoveryRate());
  }

  /** Where to add what is set aside. */
  List<Quarantined> quarantined() {
    return quarantined;
  }

  void interventions(Map<String, Map<String, Long>> arms) {
    arms.forEach((type, counts) -> interventions.add(intervention(type, counts)));
    for (String type : request.interventions() == null ? List.<String>of() : request.interventions()) {
      if (!arms.containsKey(type)) {
        interventions.add(intervention(type, Map.of()));
      }
    }
  }

  private static Intervention intervention(String type, Map<String, Long> arms) {
    boolean compared = arms.size() > 1;
    return new Intervention(
        type,
        arms.values().stream().mapToLong(Long::longValue).sum(),
        arms,
        compared ? null : Boolean.FALSE,
        compared
            ? "Arms are recorded; measure it as a programme. How customers were assigned is for you to know."
            : "Not randomised: whoever got it was chosen, so how they fared says nothing about what it did.");
  }

  PredictorResult nothing() {
    return of(new PredictorStudy.Findings(List.of(), List.of(), 0, 0), Map.of());
  }

  PredictorResult of(PredictorStudy.Findings found, Map<String, LeadTime> leads) {
    List<EventFinding> events = new ArrayList<>();
    for (ExposureFinding finding : found.exposures()) {
      events.add(event(finding, finding.reason() == null ? leads.get(finding.code()) : null));
    }
    events.sort(Comparator.comparingDouble((EventFinding e) -> order(e.adjusted())).thenComparing(EventFinding::type));
    List<FeatureFinding> differing = new ArrayList<>();
    for (CovariateFinding finding : found.covariates()) {
      if (features.indexOf(finding.code()) >= 0) {
        differing.add(feature(finding));
      }
    }
    differing.sort(
        Comparator.comparingDouble((FeatureFinding f) -> order(f.adjusted())).thenComparing(FeatureFinding::feature));
    List<String> drivers = events.stream().filter(e -> e.label() == Label.ADJUSTED_PREDICTIVE).map(EventFinding::type).toList();
    int losses = sample.losses();
    boolean enough =
        losses >= PredictorStudy.ENOUGH_LOSSES && sample.size() - losses >= PredictorStudy.ENOUGH_LOSSES;
    return new PredictorResult(
        answer(enough, losses, drivers),
        DEFINITION.formatted(
            request.leadDays(), request.windowDays(), level, PredictorStudy.ENOUGH_LOSSES, PredictorStudy.ENOUGH_EXPOSED_LOSSES),
        enough,
        sample.size(),
        losses,
        sample.truncated(),
        sample.digest(),
        Objects.requireNonNull(request.featureSetId()),
        request.segment(),
        found.associationFamily(),
        found.adjustedFamily(),
        drivers,
        events,
        differing,
        quarantined,
        interventions,
        beliefs(events, differing));
  }

  private String answer(boolean enough, int losses, List<String> drivers) {
    if (!enough) {
      return "Not enough data: %d lost and %d renewed; at least %d of each are needed."
          .formatted(losses, sample.size() - losses, PredictorStudy.ENOUGH_LOSSES);
    }
    return drivers.isEmpty()
        ? "No event is shown to predict losing with everything else held equal."
        : "Predictive with everything else held equal: " + String.join(", ", drivers) + ".";
  }

  private EventFinding event(ExposureFinding finding, @Nullable LeadTime lead) {
    Association association = finding.association();
    Stratification segments = finding.stratification();
    RegressionPanel adjusted = panel(finding.adjusted(), finding.adjustedQ());
    Label label = label(finding.reason(), finding.associationQ(), finding.adjustedQ());
    Double homogeneity = segments == null ? null : segments.homogeneityPValue();
    return new EventFinding(
        finding.code(),
        label,
        sentence(finding, label, association, adjusted),
        finding.rows(),
        finding.losses(),
        finding.exposedLosses(),
        finding.reason(),
        association == null ? null : panel(association, Objects.requireNonNull(finding.associationQ())),
        adjusted,
        segments == null ? null : new SegmentPanel(view(segments.commonOddsRatio()), segments.pValue(), homogeneity),
        finding.confounded(),
        finding.simpson(),
        homogeneity != null && homogeneity < HETEROGENEOUS,
        lead);
  }

  private Label label(@Nullable String reason, @Nullable Double naiveQ, @Nullable Double adjustedQ) {
    if (reason != null || naiveQ == null && adjustedQ == null) {
      return Label.NOT_ENOUGH_DATA;
    }
    if (adjustedQ != null && adjustedQ <= level) {
      return Label.ADJUSTED_PREDICTIVE;
    }
    return naiveQ != null && naiveQ <= level ? Label.PREDICTIVE : Label.NOT_SHOWN;
  }

  private static String sentence(
      ExposureFinding finding, Label label, @Nullable Association association, @Nullable RegressionPanel adjusted) {
    if (label == Label.NOT_ENOUGH_DATA || association == null) {
      return "Not enough data: " + (finding.reason() == null ? "nobody to compare with" : finding.reason()) + ".";
    }
    String rates =
        String.format(
            Locale.ROOT,
            "%.1f%% of those with it were lost, %.1f%% of those without",
            100 * association.table().exposedRisk().value(),
            100 * association.table().unexposedRisk().value());
    return switch (label) {
      case ADJUSTED_PREDICTIVE ->
          rates
              + String.format(
                  Locale.ROOT,
                  "; with everything else held equal it multiplies the odds of losing by %.2f.",
                  Objects.requireNonNull(adjusted).oddsRatio().value());
      case PREDICTIVE -> rates + (finding.confounded() ? CONFOUNDED : UNCERTAIN);
      default -> rates + ": no more than chance would do.";
    };
  }

  private FeatureFinding feature(CovariateFinding finding) {
    FeatureDefinition definition = features.feature(features.indexOf(finding.code()));
    Label label = label(null, finding.naiveQ(), finding.adjustedQ());
    Double lost = finding.meanLost();
    Double renewed = finding.meanRenewed();
    String means =
        lost == null || renewed == null ? "Too few values" : "Mean %.4g where lost, %.4g where renewed".formatted(lost, renewed);
    return new FeatureFinding(
        finding.code(),
        definition.label(),
        label,
        means
            + switch (label) {
              case NOT_ENOUGH_DATA -> ": not enough data.";
              case NOT_SHOWN -> ": no more than chance would do.";
              case PREDICTIVE -> finding.confounded() ? CONFOUNDED : UNCERTAIN;
              case ADJUSTED_PREDICTIVE -> ", also with everything else held equal.";
            },
        finding.knownLost(),
        finding.knownRenewed(),
        lost,
        renewed,
        finding.deviation(),
        finding.auc(),
        panel(finding.naive(), finding.naiveQ()),
        panel(finding.adjusted(), finding.adjustedQ()),
        finding.confounded());
  }

  private List<BeliefAnswer> beliefs(List<EventFinding> events, List<FeatureFinding> differing) {
    List<PredictorRequest.Belief> asked = request.beliefs() == null ? List.of() : request.beliefs();
    return asked.stream().map(belief -> BeliefCheck.answer(belief, level, events, differing, quarantined)).toList();
  }

  private static AssociationPanel panel(Association association, double q) {
    return new AssociationPanel(
        association.table().exposedLost(),
        association.table().exposedKept(),
        association.table().unexposedLost(),
        association.table().unexposedKept(),
        view(association.oddsRatio().estimate()),
        association.oddsRatio().method().name(),
        view(association.riskRatio()),
        view(association.riskDifference()),
        association.pValue(),
        q);
  }

  private static @Nullable RegressionPanel panel(@Nullable Slope slope, @Nullable Double q) {
    if (slope == null || q == null) {
      return null;
    }
    Estimate ratio = slope.oddsRatio(Confidence.NINETY_FIVE);
    return ratio.finite() ? new RegressionPanel(view(ratio), slope.pValue(), q) : null;
  }

  private static EstimateView view(Estimate estimate) {
    return new EstimateView(estimate.value(), estimate.interval().lower(), estimate.interval().upper());
  }

  /** The clearest first, what was not tested last. */
  private static double order(@Nullable RegressionPanel adjusted) {
    return adjusted == null ? 2 : adjusted.pValue();
  }
}
