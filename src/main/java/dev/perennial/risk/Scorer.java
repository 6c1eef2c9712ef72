package dev.perennial.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Scores a batch of renewals and stores what came out, in the caller's transaction; a changed band
 * is an event.
 */
@Singleton
class Scorer {
  private final FeatureLoader loader;
  private final RiskScoreRepository repository;
  private final EventLog log;
  private final ObjectMapper json;
  private final MeterRegistry metrics;

  Scorer(
      FeatureLoader loader,
      RiskScoreRepository repository,
      EventLog log,
      ObjectMapper json,
      MeterRegistry metrics) {
    this.loader = loader;
    this.repository = repository;
    this.log = log;
    this.json = json;
    this.metrics = metrics;
  }

  ScoreBatch score(ScoringModel model, UUID[] renewals, ScoreOrigin origin) {
    ScoreBatch batch = ScoreBatch.of(model, features(model, renewals, origin));
    for (BandChange change : repository.append(batch, origin)) {
      if (change.isChange()) {
        log.append(
            new Event(
                "risk_score.band_changed",
                "risk_score",
                change.scoreId(),
                null,
                change.customerId(),
                placeOnBoard(null, change.oldBand(), change.oldProbability()),
                placeOnBoard(change.renewalId(), change.band(), change.probability())));
      }
    }
    metrics.counter("perennial.scores", "model", origin.state().name()).increment(batch.size());
    return batch;
  }

  private FeatureBatch features(ScoringModel model, UUID[] renewals, ScoreOrigin origin) {
    if (origin.cutoffs().isEmpty()) {
      return loader.load(model.query(), renewals, origin.asOf(), origin.recordedBy());
    }
    Instant[] cutoffs = new Instant[renewals.length];
    Arrays.setAll(cutoffs, row -> origin.cutoffs().get(renewals[row]));
    return loader.load(model.query(), renewals, cutoffs);
  }

  private JsonNode placeOnBoard(@Nullable UUID renewal, @Nullable String band, double probability) {
    ObjectNode node = json.createObjectNode();
    if (renewal != null) {
      node.put("renewalId", renewal.toString());
    }
    return node.put("band", band).put("probability", probability);
  }
}
