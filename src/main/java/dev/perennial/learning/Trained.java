package dev.perennial.learning;

import dev.perennial.risk.ModelTraining;
import dev.perennial.risk.ScoringModelKind;
import dev.perennial.risk.TrainingOutcome;
import dev.perennial.scoring.document.ModelDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training came to.
 *
 * @param reason why, in words
 * @param scoresWith kind of the model that scores
 * @param document that model
 * @param tried how it did on customers it had not seen; null where that could not be tried
 * @param quarantined features left out
 * @param warnings what a reader must know
 */
record Trained(
    TrainingOutcome outcome,
    String reason,
    ScoringModelKind scoresWith,
    ModelDocument document,
    CrossValidation.@Nullable Result tried,
    List<ModelTraining.Quarantined> quarantined,
    List<String> warnings) {}
