package dev.perennial.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.jobs.Job;
import dev.perennial.platform.jobs.JobService;
import dev.perennial.risk.LearnedModels;
import dev.perennial.risk.ScoringModelKind;
import dev.perennial.risk.ScoringModelView;
import dev.perennial.risk.TrainedModel;
import dev.perennial.scoring.document.ModelDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts trainings and shows what they made. */
@ApplicationScoped
public class TrainingService {
  /** Kind of the job, and what {@link TrainingHandler} answers to. */
  static final String KIND = "model_training";

  private static final long SEED = 1;

  private final LearnedModels models;
  private final SampleReader samples;
  private final JobService jobs;
  private final ObjectMapper json;

  TrainingService(LearnedModels models, SampleReader samples, JobService jobs, ObjectMapper json) {
    this.models = models;
    this.samples = samples;
    this.jobs = jobs;
    this.json = json;
  }

  /**
   * @throws ProblemException 404 for an unknown model, 409 for a scorecard and for one that is trained already
   */
  @Transactional
  public Job start(UUID id, @Nullable TrainingRequest request) {
    ScoringModelView model = models.get(id);
    if (model.kind() == ScoringModelKind.EXTERNAL) {
      throw ProblemException.conflict("Another tool makes this model's probabilities; there is nothing to train here.");
    }
    if (!model.kind().learned()) {
      throw ProblemException.conflict("A scorecard is stated by people and is not trained; make a model of a learned kind.");
    }
    if (model.training() != null) {
      throw ProblemException.conflict(
          "This version is trained already and never changes; make the next version to train on newer outcomes.");
    }
    SampleSelection selection = samples.read(request == null ? null : request.sample(), "/sample");
    long seed = request == null || request.seed() == null ? SEED : request.seed();
    return jobs.start(KIND, json.valueToTree(new TrainingOrder(id, selection, seed)));
  }

  public boolean isTrained(UUID id) {
    return models.trained(id).isPresent();
  }

  /**
   * The model itself.
   *
   * @throws ProblemException 404 for an unknown model, 409 where it still has to be trained
   */
  ModelDocument document(UUID id) {
    models.get(id);
    return models
        .trained(id)
        .map(TrainedModel::document)
        .orElseThrow(
            () -> ProblemException.conflict("There is nothing trained: train it first; a scorecard shows its terms itself."));
  }
}
