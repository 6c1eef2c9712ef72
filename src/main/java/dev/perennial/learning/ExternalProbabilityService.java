package dev.perennial.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.editing.Written;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.risk.LearnedModels;
import dev.perennial.risk.ScoringModelKind;
import dev.perennial.risk.ScoringModelView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes probabilities of another tool in, to be judged beside the models here. The ledger of scores is not written. */
@ApplicationScoped
public class ExternalProbabilityService {
  private final LearnedModels models;
  private final ExternalProbabilityRepository repository;
  private final References references;
  private final EventLog log;
  private final Clock clock;
  private final ObjectMapper json;

  ExternalProbabilityService(
      LearnedModels models,
      ExternalProbabilityRepository repository,
      References references,
      EventLog log,
      Clock clock,
      ObjectMapper json) {
    this.models = models;
    this.repository = repository;
    this.references = references;
    this.log = log;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Each item by itself: stored, known already, or refused.
   *
   * @throws ProblemException 404 for an unknown model, 409 for one of another kind
   */
  @Transactional
  List<Written> store(UUID id, ExternalProbabilities body) {
    ScoringModelView model = models.get(id);
    if (model.kind() != ScoringModelKind.EXTERNAL) {
      throw ProblemException.conflict("Only a model of kind EXTERNAL takes probabilities; this one makes its own.");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<ExternalProbabilities.Stated> items = body.items();
    References.Found found =
        references.find(
            items.stream()
                .map(item -> new References.TypedReference(ResourceType.RENEWAL, item.renewal()))
                .toList());
    @Nullable Written[] written = new @Nullable Written[items.size()];
    List<ExternalProbabilityRepository.Given> fresh = new ArrayList<>();
    Map<ExternalProbabilityRepository.Key, Integer> places = new HashMap<>();
    for (int index = 0; index < items.size(); index++) {
      ExternalProbabilities.Stated item = items.get(index);
      UUID renewal = found.ids().get(new References.TypedReference(ResourceType.RENEWAL, item.renewal()));
      Instant asOf = item.asOf().truncatedTo(ChronoUnit.MICROS);
      ProblemException wrong = wrong(item, renewal, now);
      if (wrong == null && renewal != null) {
        var given = new ExternalProbabilityRepository.Given(renewal, asOf, item.probability(), now);
        if (places.putIfAbsent(given.key(), index) == null) {
          fresh.add(given);
        } else {
          wrong = twice();
        }
      }
      written[index] = wrong == null ? null : new Written(index, Written.Status.FAILED, null, wrong);
    }
    outcomes(id, fresh, repository.insert(id, fresh, now), places, written);
    log(model, written);
    return Arrays.stream(written).map(Objects::requireNonNull).toList();
  }

  private static @Nullable ProblemException wrong(
      ExternalProbabilities.Stated item, @Nullable UUID renewal, Instant now) {
    List<FieldError> errors = new ArrayList<>();
    if (renewal == null) {
      errors.add(FieldError.at("/renewal", "not_found", "There is no renewal " + item.renewal() + "."));
    }
    if (!(item.probability() > 0 && item.probability() < 1)) {
      errors.add(
          FieldError.at("/probability", "invalid", "probability must lie between 0 and 1, both excluded: no tool is certain."));
    }
    if (item.asOf().isAfter(now)) {
      errors.add(FieldError.at("/asOf", "in_future", "asOf must not lie in the future."));
    }
    return errors.isEmpty() ? null : ProblemException.invalid(errors);
  }

  private static ProblemException twice() {
    return ProblemException.conflict("The request has another probability of this renewal as of the same time.");
  }

  /** What was not new is compared with what is there. */
  private void outcomes(
      UUID model,
      List<ExternalProbabilityRepository.Given> fresh,
      Set<ExternalProbabilityRepository.Key> stored,
      Map<ExternalProbabilityRepository.Key, Integer> places,
      @Nullable Written[] written) {
    Map<ExternalProbabilityRepository.Key, Double> there = new HashMap<>();
    if (stored.size() < fresh.size()) {
      Set<UUID> renewals = new HashSet<>();
      fresh.forEach(one -> renewals.add(one.renewalId()));
      repository.of(model, renewals.toArray(UUID[]::new)).forEach(one -> there.put(one.key(), one.probability()));
    }
    for (ExternalProbabilityRepository.Given one : fresh) {
      int index = places.getOrDefault(one.key(), -1);
      boolean same = stored.contains(one.key()) || Double.valueOf(one.probability()).equals(there.get(one.key()));
      Written.Status status = stored.contains(one.key()) ? Written.Status.CREATED : Written.Status.UNCHANGED;
      written[index] =
          same
              ? new Written(index, status, one.renewalId(), null)
              : new Written(index, Written.Status.FAILED, null, changed());
    }
  }

  private static ProblemException changed() {
    return ProblemException.conflict(
        "Another probability of this renewal as of the same time is stored, and those never change; make the next version of the model.");
  }

  /** One event for the whole; a request that stored nothing is none. */
  private void log(ScoringModelView model, @Nullable Written[] written) {
    int stored = 0;
    for (Written one : written) {
      stored += one != null && one.status() == Written.Status.CREATED ? 1 : 0;
    }
    if (stored > 0) {
      log.append(
          new Event(
              "scoring_model.probabilities_loaded",
              "scoring_model",
              model.id(),
              (long) model.version(),
              null,
              null,
              json.createObjectNode().put("stored", stored)));
    }
  }
}
