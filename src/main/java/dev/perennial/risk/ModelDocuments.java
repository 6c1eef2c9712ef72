package dev.perennial.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.db.Json;
import dev.perennial.scoring.calibrate.CalibrationDocument;
import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.evaluate.FeatureDistribution;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.model.ScorecardDefinition;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Feature sets and scorecards as JSON documents, in and out. */
@Singleton
class ModelDocuments {
  private final ObjectMapper json;

  ModelDocuments(ObjectMapper json) {
    this.json = json;
  }

  JsonNode write(Object document) {
    return json.valueToTree(document);
  }

  FeatureSet featureSet(String document) {
    return read(document, FeatureSet.class);
  }

  ScorecardDefinition scorecard(String document) {
    return read(document, ScorecardDefinition.class);
  }

  Learning learning(String document) {
    return read(document, Learning.class);
  }

  ModelTraining training(String document) {
    return read(document, ModelTraining.class);
  }

  ModelDocument model(String document) {
    return read(document, ModelDocument.class);
  }

  CalibrationDocument calibration(String document) {
    return read(document, CalibrationDocument.class);
  }

  List<FeatureDistribution> distributions(String document) {
    return List.of(read(document, FeatureDistribution[].class));
  }

  /** Where a model's numbers come from; null where nobody said. */
  @Nullable String note(String provenance) {
    return Json.read(json, provenance).path("note").asText(null);
  }

  private <T> T read(String document, Class<T> type) {
    try {
      return json.readValue(document, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document is no " + type.getSimpleName(), e);
    }
  }

  /** A document that comes with the service. */
  <T> T resource(String name, Class<T> type) {
    try (InputStream stream = ModelDocuments.class.getResourceAsStream(name)) {
      return json.readValue(stream, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
