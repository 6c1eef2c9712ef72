package dev.perennial.risk;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import dev.perennial.platform.http.SortKey;
import dev.perennial.scoring.decision.CalibrationStatus;
import dev.perennial.scoring.decision.RiskBand;
import dev.perennial.scoring.explain.Explanation;
import dev.perennial.scoring.explain.ScoreDifference;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.health.HealthScore;
import dev.perennial.scoring.model.Prediction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Scores as they were given: read, explained, replayed and compared. Nothing here computes a new
 * one.
 */
@ApplicationScoped
public class RiskScoreService {
  private static final List<SortKey<RiskScoreRow>> SORTS =
      List.of(new SortKey<>("asOf", "s.as_of", "timestamptz", RiskScoreRow::asOf));

  private static final List<SortKey<RiskScoreRow>> RUN_SORTS =
      List.of(new SortKey<>("renewalId", "s.renewal_id", "uuid", RiskScoreRow::renewalId));

  private final RiskScoreReader reader;
  private final ModelCache models;
  private final Clock clock;

  RiskScoreService(RiskScoreReader reader, ModelCache models, Clock clock) {
    this.reader = reader;
    this.models = models;
    this.clock = clock;
  }

  Page<RiskScoreSummary> ofRenewal(UUID renewal, PageRequest request) {
    Keyset<RiskScoreRow> keyset =
        Keyset.of(request, "-asOf", SORTS, "s.id", RiskScoreRow::id, renewal);
    List<RiskScoreRow> rows = reader.ofRenewal(renewal, keyset);
    if (rows.isEmpty() && !reader.renewalExists(renewal)) {
      throw ProblemException.notFound("renewal");
    }
    return keyset.page(rows, RiskScoreSummary::of);
  }

  Page<RiskScoreSummary> ofRun(UUID run, PageRequest request) {
    Keyset<RiskScoreRow> keyset =
        Keyset.of(request, "renewalId", RUN_SORTS, "s.id", RiskScoreRow::id, run);
    return keyset.page(reader.ofRun(run, keyset), RiskScoreSummary::of);
  }

  RiskScoreView get(UUID id) {
    ScoreWithPrevious found = reader.findWithPrevious(id).orElseThrow(() -> ProblemException.notFound("risk score"));
    RiskScoreRow row = found.row();
    ScoringModel model = models.get(row.modelId());
    FeatureVector vector = row.vector(model);
    Prediction prediction = row.prediction();
    Explanation why = Explanation.of(model.model(), vector, prediction);
    HealthScore health = HealthScore.of(model.model(), vector, prediction);
    return new RiskScoreView(
        row.id(),
        row.renewalId(),
        row.customerId(),
        row.runId(),
        found.previousId(),
        new VersionReference(model.id(), model.model().code(), model.model().version()),
        new VersionReference(
            model.featureSetId(), model.featureSet().code(), model.featureSet().version()),
        row.asOf(),
        row.recordedAt(),
        row.probability(),
        why.percent(),
        row.lower(),
        row.upper(),
        RiskBand.valueOf(row.band()),
        row.atRisk(),
        row.threshold(),
        row.settingsVersion(),
        CalibrationStatus.valueOf(row.calibrationStatus()),
        row.coverage(),
        row.logOdds(),
        row.baselineLogOdds(),
        why.baselineProbability(),
        why.baselinePercent(),
        row.calibration(),
        why.reasons().stream()
            .map(reason -> RiskReason.of(reason, found.change(vector.featureSet().indexOf(reason.feature()))))
            .toList(),
        new HealthView(health.overall(), health.groups()),
        features(vector, prediction),
        row.amount(),
        row.newestFactAt());
  }

  private static List<FeatureValueView> features(FeatureVector vector, Prediction prediction) {
    List<FeatureValueView> features = new ArrayList<>();
    for (int feature = 0; feature < vector.size(); feature++) {
      FeatureState state = vector.state(feature);
      features.add(
          new FeatureValueView(
              vector.featureSet().feature(feature).code(),
              state,
              state == FeatureState.VALUE ? vector.value(feature) : null,
              prediction.contribution(feature)));
    }
    return features;
  }

  /**
   * Computes a score again from its stored inputs.
   *
   * @throws ProblemException 409 naming every number that is not the same to the last bit
   */
  ReplayView replay(UUID id) {
    RiskScoreRow row = row(id);
    Replayer replayer;
    try {
      replayer = new Replayer(row, models.get(row.modelId()));
    } catch (IllegalArgumentException e) {
      throw notIdentical(
          List.of(
              FieldError.at(
                  "/features", "differs", "The stored inputs are damaged: " + e.getMessage())));
    }
    List<FieldError> differences = replayer.differences();
    if (!differences.isEmpty()) {
      throw notIdentical(differences);
    }
    return replayer.view(clock.instant());
  }

  private static ProblemException notIdentical(List<FieldError> differences) {
    return new ProblemException(
        ProblemType.CONFLICT,
        "The replay does not give the stored score: the ledger or the model version has been altered.",
        differences);
  }

  ScoreComparison compare(UUID from, UUID to) {
    RiskScoreRow before = row(from);
    RiskScoreRow after = row(to);
    ScoreDifference difference =
        ScoreDifference.between(
            before.scored(models.get(before.modelId())), after.scored(models.get(after.modelId())));
    return new ScoreComparison(
        RiskScoreSummary.of(before),
        RiskScoreSummary.of(after),
        difference.logOddsDifference(),
        difference.percentBefore(),
        difference.percentAfter(),
        difference.lines());
  }

  private RiskScoreRow row(UUID id) {
    return reader.find(id).orElseThrow(() -> ProblemException.notFound("risk score"));
  }
}
