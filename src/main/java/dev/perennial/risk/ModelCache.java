package dev.perennial.risk;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.scoring.model.Scorecard;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Models ready to work. A version never changes, so one that was read once is good for ever. */
@Singleton
class ModelCache {
  private static final int MAX_MODELS = 200;

  private final ModelRepository repository;
  private final ModelDocuments documents;
  private final CallerContext callers;
  private final Map<Key, ScoringModel> models =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ScoringModel> eldest) {
          return size() > MAX_MODELS;
        }
      };

  ModelCache(ModelRepository repository, ModelDocuments documents, CallerContext callers) {
    this.repository = repository;
    this.documents = documents;
    this.callers = callers;
  }

  /**
   * @throws ProblemException 404 where the tenant has no such model
   */
  ScoringModel get(UUID id) {
    Key key = new Key(callers.tenantId(), id);
    ScoringModel known = find(key);
    if (known != null) {
      return known;
    }
    ScoringModel read = read(id);
    synchronized (models) {
      models.put(key, read);
    }
    return read;
  }

  private @Nullable ScoringModel find(Key key) {
    synchronized (models) {
      return models.get(key);
    }
  }

  private ScoringModel read(UUID id) {
    ScoringModelRow row =
        repository.model(id).orElseThrow(() -> ProblemException.notFound("scoring model"));
    return ScoringModel.of(
        row.id(),
        row.featureSetId(),
        Scorecard.of(
            documents.scorecard(row.document()), documents.featureSet(row.featureSetDocument())));
  }

  /** The tenant is part of the key: one tenant's model id finds nothing of another's. */
  private record Key(UUID tenant, UUID model) {}
}
