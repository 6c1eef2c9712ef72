package dev.perennial.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.analysis.AnalysisService;
import dev.perennial.analysis.PredictorRequest;
import dev.perennial.learning.BackTestService;
import dev.perennial.learning.TrainingService;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.jobs.Job;
import dev.perennial.platform.jobs.JobHandler;
import dev.perennial.platform.jobs.JobRun;
import dev.perennial.platform.jobs.JobService;
import dev.perennial.platform.jobs.JobState;
import dev.perennial.platform.jobs.JobsAtOnce;
import dev.perennial.programme.ProgrammeFields;
import dev.perennial.programme.ProgrammeService;
import dev.perennial.risk.LearningFields;
import dev.perennial.risk.ModelService;
import dev.perennial.risk.ScoringModelFields;
import dev.perennial.risk.ScoringModelKind;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * What is learned from the demo's past: a logistic model with the starter scorecard as its prior, its back-test, and the
 * predictors of a loss. Beside them, for who wants to try: an untrained model, one that stands for another tool, and a
 * programme that has just begun. The starter scorecard stays active: whether to follow the
 * learned model is a person's choice. {@link #start} only asks; workers learn, one step after the other.
 */
@Singleton
class DemoLearning implements JobHandler {
  static final String KIND = "demo_learning";

  private static final UUID STARTER = UUID.fromString(DemoIds.SCORING_MODEL);
  private static final UUID LEARNED = UUID.fromString(DemoIds.LEARNED_MODEL);

  private final DemoParts parts;
  private final ModelService models;
  private final TrainingService trainings;
  private final BackTestService backTests;
  private final AnalysisService analyses;
  private final ProgrammeService programmes;
  private final JobService jobs;
  private final JobsAtOnce atOnce;
  private final ObjectMapper json;

  DemoLearning(
      DemoParts parts, ModelService models, TrainingService trainings, BackTestService backTests, AnalysisService analyses,
      ProgrammeService programmes, JobService jobs, JobsAtOnce atOnce, ObjectMapper json) {
    this.parts = parts;
    this.models = models;
    this.trainings = trainings;
    this.backTests = backTests;
    this.analyses = analyses;
    this.programmes = programmes;
    this.jobs = jobs;
    this.atOnce = atOnce;
    this.json = json;
  }

  void start() {
    parts.run(DemoIds.Part.MODELS, this::createModels);
    parts.run(DemoIds.Part.PROGRAMMES, () -> programmes.create(executiveReviews()));
    QuarkusTransaction.requiringNew().run(() -> jobs.start(KIND, json.createObjectNode()));
    parts.run(DemoIds.Part.ANALYSES, () -> analyses.predictors(PredictorRequest.named("What comes before a loss")));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String scope() {
    return Scope.MODELS_MANAGE;
  }

  /** A second time after a crash only what is missing. */
  @Override
  public void run(JobRun job) {
    if (!trainings.isTrained(LEARNED)) {
      finish(trainings.start(LEARNED, null));
    }
    if (!backTests.exists(LEARNED, UUID.fromString(DemoIds.BACK_TEST))) {
      finish(parts.run(DemoIds.Part.BACK_TEST, () -> backTests.start(LEARNED, null)));
    }
  }

  private void finish(Job started) {
    Job ended = atOnce.run(started.id());
    if (ended.state() != JobState.SUCCEEDED) {
      throw new IllegalStateException("Learning from the demo failed at " + started.kind() + ": " + ended.failure());
    }
  }

  private void createModels() {
    UUID features = models.model(STARTER).featureSet().id();
    LearningFields nearTheScorecard = new LearningFields(null, STARTER, null, null, null, null, null);
    models.createModel(
        new ScoringModelFields(
            "learned", features, ScoringModelKind.LOGISTIC, null, null, null, nearTheScorecard,
            "Starts from the scorecard and moves as far from it as outcomes say."));
    models.createModel(
        new ScoringModelFields(
            "shapes", features, ScoringModelKind.ADDITIVE, null, null, null, null,
            "Not trained yet: needs more losses than a small portfolio has."));
    models.createModel(
        new ScoringModelFields(
            "other_tool", features, ScoringModelKind.EXTERNAL, null, null, null, null,
            "Stands for another tool: load its probabilities, and it is judged beside the models here."));
  }

  private static ProgrammeFields executiveReviews() {
    return new ProgrammeFields(
        "executive_review",
        "Executive review before the renewal",
        "A conversation of an hour between their sponsor and ours, two months before the decision.",
        true,
        List.of(new ProgrammeFields.Arm("review", 0.8), new ProgrammeFields.Arm("hold_out", 0.2)),
        "hold_out",
        null,
        1L,
        null);
  }
}
