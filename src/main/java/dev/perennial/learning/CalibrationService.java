package dev.perennial.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.jobs.Job;
import dev.perennial.platform.jobs.JobService;
import dev.perennial.risk.LearnedModels;
import dev.perennial.risk.ScoringModelView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts calibrations. */
@ApplicationScoped
public class CalibrationService {
  /** Kind of the job, and what {@link CalibrationHandler} answers to. */
  static final String KIND = "model_calibration";

  private final LearnedModels models;
  private final SampleReader samples;
  private final TrainingRows rows;
  private final JobService jobs;
  private final ObjectMapper json;

  CalibrationService(
      LearnedModels models, SampleReader samples, TrainingRows rows, JobService jobs, ObjectMapper json) {
    this.models = models;
    this.samples = samples;
    this.rows = rows;
    this.jobs = jobs;
    this.json = json;
  }

  /**
   * @throws ProblemException 404 for an unknown model, 409 for a scorecard, for one that still has to be trained, and where there
   *     are too few outcomes
   */
  @Transactional
  public Job start(UUID id, @Nullable CalibrationRequest request) {
    ScoringModelView model = models.get(id);
    if (model.training() == null) {
      throw ProblemException.conflict("Only a trained model can be calibrated; train it first.");
    }
    SampleSelection selection = samples.read(request == null ? null : request.sample(), "/sample");
    refuseTooFew(id, selection);
    return jobs.start(KIND, json.valueToTree(new CalibrationOrder(id, selection)));
  }

  private void refuseTooFew(UUID id, SampleSelection selection) {
    List<SampledRenewal> trainedOn = rows.renewals(trained(models.order(id)).selection());
    List<SampledRenewal> others = CalibrationSample.others(trainedOn, rows.renewals(selection));
    if (!CalibrationSample.enough(others) && !CalibrationSample.enough(trainedOn)) {
      throw ProblemException.conflict(CalibrationSample.refusal(others, trainedOn));
    }
  }

  private TrainingOrder trained(JsonNode order) {
    try {
      return json.treeToValue(order, TrainingOrder.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored order is no TrainingOrder", e);
    }
  }
}
