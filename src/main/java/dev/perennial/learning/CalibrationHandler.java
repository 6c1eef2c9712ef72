package dev.perennial.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.jobs.Chunk;
import dev.perennial.platform.jobs.JobHandler;
import dev.perennial.platform.jobs.JobRun;
import dev.perennial.platform.jobs.Progress;
import dev.perennial.risk.LearnedModels;
import dev.perennial.risk.ModelTraining;
import dev.perennial.risk.ScoringModelView;
import dev.perennial.risk.TrainedModel;
import dev.perennial.scoring.calibrate.CalibrationDocument;
import dev.perennial.scoring.calibrate.CalibrationRule;
import dev.perennial.scoring.calibrate.CalibrationTraining;
import dev.perennial.scoring.decision.CalibrationStatus;
import dev.perennial.scoring.learned.TableScores;
import dev.perennial.scoring.table.TrainingTable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the calibrated next version of a model, from outcomes of customers that it was not trained on. */
@Singleton
class CalibrationHandler implements JobHandler {
  private final LearnedModels models;
  private final TrainingRows rows;
  private final CallerContext callers;
  private final Clock clock;
  private final ObjectMapper json;

  CalibrationHandler(
      LearnedModels models, TrainingRows rows, CallerContext callers, Clock clock, ObjectMapper json) {
    this.models = models;
    this.rows = rows;
    this.callers = callers;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public String kind() {
    return CalibrationService.KIND;
  }

  @Override
  public String scope() {
    return Scope.MODELS_MANAGE;
  }

  @Override
  public void run(JobRun job) {
    CalibrationOrder order = read(job.parameters(), CalibrationOrder.class);
    if (job.checkpoint() == null) {
      job.total(1);
      ScoringModelView model = models.get(order.model());
      TrainedModel trained = models.trained(order.model()).orElseThrow();
      Fitted fitted = fit(order, model, trained);
      job.commitChunk(
          () -> {
            ScoringModelView made =
                models.derive(
                    order.model(),
                    new TrainedModel(trained.document(), fitted.document),
                    result(model, fitted),
                    models.order(order.model()));
            return new Chunk(Progress.processed(1), json.createObjectNode().put("modelId", made.id().toString()));
          });
    }
    job.result(job.checkpoint());
  }

  private <T> T read(JsonNode node, Class<T> type) {
    try {
      return json.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored order is no " + type.getSimpleName(), e);
    }
  }

  private Fitted fit(CalibrationOrder order, ScoringModelView model, TrainedModel trained) {
    TrainingOrder training = read(models.order(order.model()), TrainingOrder.class);
    List<SampledRenewal> trainedOn = rows.renewals(training.selection());
    List<SampledRenewal> others = CalibrationSample.others(trainedOn, rows.renewals(order.selection()));
    if (CalibrationSample.enough(others)) {
      TrainingTable table =
          Objects.requireNonNull(rows.features(models.featureSet(order.model()), others).table());
      return fit(TableScores.logOdds(trained.document(), table), table, training.seed(), "fitted to outcomes of customers it was not trained on");
    }
    if (!CalibrationSample.enough(trainedOn)) {
      throw ProblemException.conflict(CalibrationSample.refusal(others, trainedOn));
    }
    return crossFitted(model, training, trainedOn, others.size());
  }

  private Fitted crossFitted(
      ScoringModelView model, TrainingOrder training, List<SampledRenewal> renewals, int others) {
    TrainingTable table = rows.features(models.featureSet(model.id()), renewals).table();
    if (table == null) {
      throw ProblemException.conflict("There is no decided renewal to calibrate on.");
    }
    Specification specification = TrainingHandler.specification(models, model);
    ModelTraining made = Objects.requireNonNull(model.training());
    Set<String> out = new HashSet<>(specification.excluded());
    made.quarantined().forEach(one -> out.add(one.feature()));
    Specification used = made.scoresWith() == model.kind() ? specification : specification.fallback();
    double[] heldOut = CrossValidation.heldOut(Columns.without(table, out), used.spec(), training.seed());
    return fit(heldOut, table, training.seed(), others == 0
            ? "fitted to customers held out in turn, because no outcome is of a customer it was not trained on"
            : "fitted to customers held out in turn, because too few of the %d outcomes of customers not trained on were lost or renewed"
                .formatted(others));
  }

  private static Fitted fit(double[] logOdds, TrainingTable table, long seed, String how) {
    CalibrationRule rule = CalibrationRule.of(table.rows(), table.losses());
    CalibrationDocument document = CalibrationTraining.fit(rule.kind(), logOdds, Columns.lost(table));
    return new Fitted(document, rule, how, CalibrationTrial.of(document.kind(), logOdds, table, seed));
  }

  private ModelTraining result(ScoringModelView model, Fitted fitted) {
    ModelTraining made = Objects.requireNonNull(model.training());
    List<String> warnings = new ArrayList<>(made.warnings());
    warnings.add("calibration: " + fitted.rule.reason() + "; " + fitted.how);
    CalibrationTrial trial = fitted.trial;
    warnings.add("calibration: " + (trial == null ? "too few customers to hold any out of it" : trial.words()));
    return made.calibrated(
        model.id(),
        fitted.document.kind(),
        fitted.document.outcomes(),
        fitted.document.losses(),
        status(fitted),
        warnings,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        callers.caller().actor());
  }

  private static CalibrationStatus status(Fitted fitted) {
    if (!fitted.rule.enough()) {
      return CalibrationStatus.INSUFFICIENT_DATA;
    }
    CalibrationTrial trial = fitted.trial;
    return trial != null && trial.holds() ? CalibrationStatus.CALIBRATED : CalibrationStatus.NOT_ASSESSED;
  }

  private record Fitted(
      CalibrationDocument document, CalibrationRule rule, String how, @Nullable CalibrationTrial trial) {}
}
