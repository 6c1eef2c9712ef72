package dev.perennial.scoring.model;

import dev.perennial.scoring.feature.DefinitionProblem;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.feature.FeatureVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Model M1: odds ratios stated by people, with how sure they are. With no outcomes yet, this is the
 * score; later it is the prior of the learned model.
 */
public final class Scorecard implements Model {
  private final ScorecardDefinition definition;
  private final FeatureSet featureSet;
  private final CompiledScorecard compiled;

  private Scorecard(ScorecardDefinition definition, FeatureSet featureSet) {
    this.definition = definition;
    this.featureSet = featureSet;
    this.compiled = new CompiledScorecard(definition, featureSet);
  }

  /**
   * A scorecard over the feature set it names.
   *
   * @throws InvalidScorecardException where {@link #problems} finds any
   */
  public static Scorecard of(ScorecardDefinition definition, FeatureSet featureSet) {
    List<DefinitionProblem> problems = problems(definition, featureSet);
    if (!problems.isEmpty()) {
      throw new InvalidScorecardException(problems);
    }
    return new Scorecard(definition, featureSet);
  }

  /** Everything wrong with a definition, in document order; empty where it is valid. */
  public static List<DefinitionProblem> problems(
      ScorecardDefinition definition, FeatureSet featureSet) {
    return ScorecardValidator.problems(definition, featureSet);
  }

  public ScorecardDefinition definition() {
    return definition;
  }

  /** The batch form: the same bits, without objects. */
  public CompiledScorecard compiled() {
    return compiled;
  }

  @Override
  public BatchScorer batch() {
    return compiled;
  }

  @Override
  public String code() {
    return definition.code();
  }

  @Override
  public int version() {
    return definition.version();
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
  public Prediction predict(FeatureVector vector) {
    return BatchScorer.predict(this, vector);
  }

  @Override
  public FeatureWording wording(int feature, double value) {
    FeatureDefinition meant = featureSet.feature(feature);
    boolean categorical = meant.type() == FeatureType.CATEGORICAL;
    ScorecardTerm term = categorical ? termOfLevel(meant, value) : termOf(meant.code());
    if (term == null) {
      return FeatureWording.NONE;
    }
    return new FeatureWording(
        term.sentenceUp(),
        term.sentenceDown(),
        term.sentenceSilent(),
        term.unitLabel(),
        categorical ? null : term.reference());
  }

  private @Nullable ScorecardTerm termOf(String code) {
    for (ScorecardTerm term : definition.terms()) {
      if (term.feature().equals(code)) {
        return term;
      }
    }
    return null;
  }

  /** Without a value the words are those of the term that says what silence means. */
  private @Nullable ScorecardTerm termOfLevel(FeatureDefinition feature, double value) {
    for (ScorecardTerm term : definition.terms()) {
      boolean meant =
          Double.isNaN(value)
              ? term.silentOddsRatio() != null
              : term.level() != null && feature.levelIndex(term.level()) == value;
      if (term.feature().equals(feature.code()) && meant) {
        return term;
      }
    }
    return null;
  }
}
