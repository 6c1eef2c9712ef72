package dev.perennial.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.platform.jobs.Job;
import dev.perennial.platform.jobs.JobService;
import dev.perennial.platform.time.Ids;
import dev.perennial.risk.LearnedModels;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts back-tests and shows them. */
@ApplicationScoped
public class BackTestService {
  /** Kind of the job, and what {@link BackTestHandler} answers to. */
  static final String KIND = "back_test";

  private static final List<SortKey<BackTestView>> SORTS =
      List.of(new SortKey<>("createdAt", "b.created_at", "timestamptz", BackTestView::createdAt));
  private static final int PARTS = 2;

  private final LearnedModels models;
  private final SampleReader samples;
  private final BackTestRepository repository;
  private final JobService jobs;
  private final Ids ids;
  private final ObjectMapper json;

  BackTestService(
      LearnedModels models,
      SampleReader samples,
      BackTestRepository repository,
      JobService jobs,
      Ids ids,
      ObjectMapper json) {
    this.models = models;
    this.samples = samples;
    this.repository = repository;
    this.jobs = jobs;
    this.ids = ids;
    this.json = json;
  }

  /**
   * @throws ProblemException 404 for an unknown model, 400 for a sample or segment that does not exist
   */
  @Transactional
  public Job start(UUID model, @Nullable BackTestRequest given) {
    BackTestRequest request = given == null ? BackTestRequest.USUAL : given;
    FeatureSet set = models.featureSet(model);
    SampleSelection selection = samples.read(request.sample(), "/sample");
    checkSegment(request.segment(), set);
    List<UUID> challengers = challengers(model, request.challengers());
    BackTestOrder order =
        new BackTestOrder(
            ids.next(),
            model,
            selection,
            request.origins(),
            request.horizonDays(),
            request.parts() == null ? PARTS : request.parts(),
            request.segment(),
            challengers,
            request.seed() == null ? 1 : request.seed());
    return jobs.start(KIND, json.valueToTree(order));
  }

  private List<UUID> challengers(UUID model, @Nullable List<UUID> named) {
    List<UUID> distinct = named == null ? List.of() : named.stream().distinct().toList();
    for (int i = 0; i < distinct.size(); i++) {
      UUID challenger = distinct.get(i);
      if (challenger.equals(model)) {
        throw ProblemException.invalid(
            FieldError.at("/challengers/" + i, "invalid", "The model is judged already; name others."));
      }
      if (!models.exists(challenger)) {
        throw ProblemException.invalid(
            FieldError.at("/challengers/" + i, "not_found", "There is no such scoring model."));
      }
    }
    return distinct;
  }

  private static void checkSegment(@Nullable String segment, FeatureSet set) {
    if (segment == null) {
      return;
    }
    int index = set.indexOf(segment);
    if (index < 0 || set.feature(index).type() != FeatureType.CATEGORICAL) {
      throw ProblemException.invalid(
          FieldError.at("/segment", "invalid", "Must name a CATEGORICAL feature of the model's feature set."));
    }
  }

  Page<BackTestView> ofModel(UUID model, PageRequest request) {
    models.get(model);
    Keyset<BackTestView> keyset = Keyset.of(request, "-createdAt", SORTS, "b.id", BackTestView::id, model);
    return keyset.page(repository.ofModel(model, keyset), view -> view);
  }

  /** The newest of a model. */
  public List<BackTestView> newest(UUID model, int most) {
    return repository.newest(model, most);
  }

  BackTestView get(UUID model, UUID id) {
    return find(model, id).orElseThrow(() -> ProblemException.notFound("back-test"));
  }

  public boolean exists(UUID model, UUID id) {
    return find(model, id).isPresent();
  }

  private Optional<BackTestView> find(UUID model, UUID id) {
    return repository.find(id).filter(view -> view.modelId().equals(model));
  }
}
