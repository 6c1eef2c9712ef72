package dev.perennial.scoring.learned;

import dev.perennial.scoring.document.ColumnDocument;
import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.document.TermDocument;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.model.BatchScorer;
import dev.perennial.scoring.model.FeatureWording;
import dev.perennial.scoring.model.Model;
import dev.perennial.scoring.model.Prediction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A learned model (M0, M2 or M3) over a feature set: one immutable version. */
public final class LearnedModel implements Model {
  private final String code;
  private final int version;
  private final FeatureSet featureSet;
  private final ModelDocument document;
  private final Map<String, FeatureWording> wordings;
  private final CompiledModel compiled;

  /**
   * @param wordings words by feature code; the others get plain ones
   * @throws IllegalArgumentException where the document reads a column that the feature set has not
   */
  public LearnedModel(
      String code, int version, FeatureSet featureSet, ModelDocument document, Map<String, FeatureWording> wordings) {
    this.code = code;
    this.version = version;
    this.featureSet = featureSet;
    this.document = document;
    this.wordings = Map.copyOf(wordings);
    this.compiled = CompiledModel.of(document, ColumnDocument.of(featureSet));
  }

  public ModelDocument document() {
    return document;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public FeatureSet featureSet() {
    return featureSet;
  }

  @Override
  public boolean uses(int feature) {
    return compiled.uses(feature);
  }

  @Override
  public BatchScorer batch() {
    return compiled;
  }

  @Override
  public Prediction predict(FeatureVector vector) {
    return BatchScorer.predict(this, vector);
  }

  /** Without words of its own a number is told beside the mean of training. */
  @Override
  public FeatureWording wording(int feature, double value) {
    String name = featureSet.feature(feature).code();
    FeatureWording stated = wordings.get(name);
    return stated != null ? stated : new FeatureWording(null, null, null, null, reference(name));
  }

  private @Nullable Double reference(String name) {
    if (document.linear() == null) {
      return null;
    }
    for (TermDocument term : document.linear().terms()) {
      Double reference = term.reference();
      if (reference != null && term.column().equals(name)) {
        return reference;
      }
    }
    return null;
  }
}
