package dev.perennial.risk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.scoring.evaluate.FeatureDistribution;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** SQL of what training made. */
@Singleton
class TrainedModelRepository {
  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ModelDocuments documents;

  TrainedModelRepository(Jdbi jdbi, CallerContext callers, ModelDocuments documents) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.documents = documents;
  }

  Optional<TrainedModel> find(UUID model) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT document, calibration FROM app.model_training WHERE tenant_id = :tenant AND model_id = :model")
                .bind("tenant", callers.tenantId())
                .bind("model", model)
                .map(
                    (row, context) -> {
                      String calibration = row.getString("calibration");
                      return new TrainedModel(
                          documents.model(row.getString("document")),
                          calibration == null ? null : documents.calibration(calibration));
                    })
                .findOne());
  }

  Optional<JsonNode> order(UUID model) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT parameters FROM app.model_training WHERE tenant_id = :tenant AND model_id = :model")
                .bind("tenant", callers.tenantId())
                .bind("model", model)
                .mapTo(JsonNode.class)
                .findOne());
  }

  /** How the features lay over the rows of training; empty where that was not recorded, or nothing is trained. */
  Optional<List<FeatureDistribution>> distributions(UUID model) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT distributions FROM app.model_training WHERE tenant_id = :tenant AND model_id = :model"
                        + " AND distributions IS NOT NULL")
                .bind("tenant", callers.tenantId())
                .bind("model", model)
                .map((row, context) -> documents.distributions(row.getString("distributions")))
                .findOne());
  }

  /** Two at the same time meet in the key: the second is refused as a conflict. */
  void insert(
      UUID model,
      TrainedModel trained,
      ModelTraining result,
      JsonNode order,
      @Nullable List<FeatureDistribution> distributions) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO app.model_training (tenant_id, model_id, outcome, document, calibration, parameters, result, distributions,
                                                    trained_at, trained_by)
                    VALUES (:tenant, :model, :outcome, :document, :calibration, :parameters, :result, :distributions, :trainedAt, :trainedBy)
                    """)
                .bind("tenant", callers.tenantId())
                .bind("model", model)
                .bind("outcome", result.outcome().name())
                .bindByType("document", documents.write(trained.document()), JsonNode.class)
                .bindByType(
                    "calibration",
                    trained.calibration() == null ? null : documents.write(trained.calibration()),
                    JsonNode.class)
                .bindByType("parameters", order, JsonNode.class)
                .bindByType("result", documents.write(result), JsonNode.class)
                .bindByType(
                    "distributions", distributions == null ? null : documents.write(distributions), JsonNode.class)
                .bind("trainedAt", result.trainedAt())
                .bind("trainedBy", result.trainedBy())
                .execute());
  }
}
