package dev.perennial.risk;

import dev.perennial.scoring.model.ScorecardDefinition;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models as the API shows them. */
@Singleton
class ModelViews {
  private final ModelDocuments documents;

  ModelViews(ModelDocuments documents) {
    this.documents = documents;
  }

  ScoringModelView view(ScoringModelRow row) {
    @Nullable ScorecardDefinition card = row.kind() == ScoringModelKind.SCORECARD ? documents.scorecard(row.document()) : null;
    return new ScoringModelView(
        row.id(),
        row.code(),
        row.version(),
        row.kind(),
        row.state(),
        new VersionReference(row.featureSetId(), row.featureSetCode(), row.featureSetVersion()),
        card == null ? null : card.baseRate(),
        card == null ? null : card.baseRateStrength(),
        card == null ? List.of() : card.terms(),
        row.kind().learned() ? documents.learning(row.document()) : null,
        row.training() == null ? null : documents.training(row.training()),
        documents.note(row.provenance()),
        row.createdAt(),
        row.createdBy(),
        row.activatedAt(),
        row.retiredAt());
  }
}
