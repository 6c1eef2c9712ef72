package dev.perennial.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.jobs.Chunk;
import dev.perennial.platform.jobs.JobHandler;
import dev.perennial.platform.jobs.JobRun;
import dev.perennial.platform.jobs.Progress;
import dev.perennial.risk.LearnedModels;
import dev.perennial.risk.ModelTraining;
import dev.perennial.risk.ScoringModelView;
import dev.perennial.risk.TrainedModel;
import dev.perennial.scoring.evaluate.FeatureDistribution;
import dev.perennial.scoring.model.ScorecardDefinition;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model: rows, a trial on customers not seen, the model itself. A killed training begins again and comes to the
 * same model; only its last step stores anything.
 */
@Singleton
class TrainingHandler implements JobHandler {
  private final LearnedModels models;
  private final TrainingRows rows;
  private final LeakGuard guard;
  private final CallerContext callers;
  private final Clock clock;
  private final ObjectMapper json;

  TrainingHandler(
      LearnedModels models,
      TrainingRows rows,
      LeakGuard guard,
      CallerContext callers,
      Clock clock,
      ObjectMapper json) {
    this.models = models;
    this.rows = rows;
    this.guard = guard;
    this.callers = callers;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public String kind() {
    return TrainingService.KIND;
  }

  @Override
  public String scope() {
    return Scope.MODELS_MANAGE;
  }

  @Override
  public void run(JobRun job) {
    TrainingOrder order = order(job);
    ScoringModelView model = models.get(order.model());
    ModelTraining made = model.training();
    if (made == null) {
      made = train(job, order, specification(models, model));
    }
    job.result(
        json.createObjectNode()
            .put("modelId", order.model().toString())
            .put("outcome", made.outcome().name())
            .put("reason", made.reason())
            .put("link", "/v1/scoring-models/" + order.model()));
  }

  private TrainingOrder order(JobRun job) {
    try {
      return json.treeToValue(job.parameters(), TrainingOrder.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the job's parameters are no order", e);
    }
  }

  static Specification specification(LearnedModels models, ScoringModelView model) {
    UUID prior = model.learning() == null ? null : model.learning().priorModelId();
    @Nullable ScorecardDefinition card = prior == null ? null : models.scorecard(prior).orElseThrow();
    return new Specification(
        model.kind(), model.learning() == null ? Specification.NOTHING : model.learning(), card);
  }

  private ModelTraining train(JobRun job, TrainingOrder order, Specification specification) {
    SampleSelection selection = order.selection();
    TrainingSample sample = rows.load(models.featureSet(order.model()), selection);
    List<ModelTraining.Quarantined> suspicious =
        guard.quarantined(sample, specification.learning().confirmedFeatures());
    Trainer trainer = new Trainer(sample, specification, order.seed(), selection.leadDays(), suspicious);
    job.total(trainer.steps() + 1L);
    for (int part = 0; part < trainer.steps(); part++) {
      trainer.step(part);
      job.commitChunk(() -> new Chunk(Progress.processed(1), null));
    }
    Trained trained = trainer.finish();
    ModelTraining result = result(order, sample, trained);
    job.commitChunk(
        () -> {
          models.store(
              order.model(), new TrainedModel(trained.document(), null), result, json.valueToTree(order), distributions(sample));
          return new Chunk(Progress.processed(1), null);
        });
    return result;
  }

  /** Of every feature of the set, used or not, so that a source that falls silent shows. */
  private static List<FeatureDistribution> distributions(TrainingSample sample) {
    return sample.table() == null
        ? List.of()
        : sample.table().columns().stream().map(FeatureDistribution::of).toList();
  }

  private ModelTraining result(TrainingOrder order, TrainingSample sample, Trained trained) {
    SampleSelection selection = order.selection();
    CrossValidation.@Nullable Result tried = trained.tried();
    return new ModelTraining(
        trained.outcome(),
        trained.reason(),
        trained.scoresWith(),
        sample.size(),
        sample.losses(),
        selection.leadDays(),
        selection.decidedUntil(),
        selection.dueFrom(),
        selection.dueUntil(),
        selection.inferred(),
        selection.horizonDays(),
        selection.renewals() != null || selection.customers() != null,
        sample.truncated(),
        due(sample, true),
        due(sample, false),
        order.seed(),
        sample.digest(),
        sha256(models.text(trained.document())),
        tried == null ? null : tried.view(),
        trained.quarantined(),
        null,
        null,
        null,
        null,
        null,
        trained.warnings(),
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        callers.caller().actor());
  }

  private static @Nullable LocalDate due(TrainingSample sample, boolean first) {
    var dates = sample.renewals().stream().map(SampledRenewal::dueDate);
    return (first ? dates.min(LocalDate::compareTo) : dates.max(LocalDate::compareTo)).orElse(null);
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
