package dev.perennial.scoring.model;

import dev.perennial.scoring.feature.Absence;
import dev.perennial.scoring.feature.DefinitionProblem;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds everything wrong with a scorecard, in document order. Fields may be null: a person wrote
 * them.
 */
final class ScorecardValidator {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
  private static final Set<String> PLACEHOLDERS = Set.of("value", "reference", "label");

  private final FeatureSet featureSet;
  private final List<DefinitionProblem> problems = new ArrayList<>();
  private final Set<String> termsSeen = new HashSet<>();
  private final Set<String> silenceSeen = new HashSet<>();

  private ScorecardValidator(FeatureSet featureSet) {
    this.featureSet = featureSet;
  }

  static List<DefinitionProblem> problems(ScorecardDefinition definition, FeatureSet featureSet) {
    ScorecardValidator validator = new ScorecardValidator(featureSet);
    validator.checkCard(definition);
    return validator.problems;
  }

  private void checkCard(ScorecardDefinition definition) {
    String code = definition.code() == null ? "" : definition.code();
    if (!CODE.matcher(code).matches()) {
      add(code, "/code", "must be 1 to 63 lower case letters, digits or _, starting with a letter");
    }
    if (definition.version() < 1) {
      add(code, "/version", "must be 1 or more");
    }
    if (!featureSet.code().equals(definition.featureSetCode())
        || featureSet.version() != definition.featureSetVersion()) {
      add(
          code,
          "/featureSetCode",
          "names %s version %d, but the feature set given is %s version %d"
              .formatted(
                  definition.featureSetCode(),
                  definition.featureSetVersion(),
                  featureSet.code(),
                  featureSet.version()));
    }
    if (!(definition.baseRate() > 0 && definition.baseRate() < 1)) {
      add(code, "/baseRate", "must lie between 0 and 1, both excluded");
    }
    checkPositive(code, "/baseRateStrength", definition.baseRateStrength());
    if (definition.terms().isEmpty()) {
      add(code, "/terms", "must hold at least one term");
    }
    for (int index = 0; index < definition.terms().size(); index++) {
      checkTerm("/terms/" + index, definition.terms().get(index));
    }
  }

  private void checkTerm(String pointer, @Nullable ScorecardTerm term) {
    if (term == null) {
      add("", pointer, "must not be null");
      return;
    }
    String code = term.feature() == null ? "" : term.feature();
    int index = featureSet.indexOf(code);
    if (index < 0) {
      add(code, pointer + "/feature", "is not a feature of " + featureSet.code());
    } else {
      checkAgainstFeature(pointer, term, featureSet.feature(index));
    }
    checkNumbers(code, pointer, term);
    checkTemplate(code, pointer + "/sentenceUp", term.sentenceUp());
    checkTemplate(code, pointer + "/sentenceDown", term.sentenceDown());
    checkTemplate(code, pointer + "/sentenceSilent", term.sentenceSilent());
  }

  private void checkAgainstFeature(String pointer, ScorecardTerm term, FeatureDefinition feature) {
    String code = feature.code();
    String level = term.level();
    if (feature.type() != FeatureType.CATEGORICAL) {
      if (level != null) {
        add(code, pointer + "/level", "has a meaning only for CATEGORICAL features");
      }
      if (!termsSeen.add(code)) {
        add(code, pointer + "/feature", "has an earlier term; only CATEGORICAL features share");
      }
    } else {
      checkLevel(pointer, term, feature, level);
    }
    if (term.silentOddsRatio() != null) {
      checkSilence(pointer, feature);
    }
  }

  private void checkSilence(String pointer, FeatureDefinition feature) {
    if (feature.measure().absence() != Absence.SILENT) {
      add(
          feature.code(),
          pointer + "/silentOddsRatio",
          "can never apply: measure " + feature.measure() + " has a value where nothing is found");
    }
    if (!silenceSeen.add(feature.code())) {
      add(
          feature.code(),
          pointer + "/silentOddsRatio",
          "is stated by an earlier term of this feature");
    }
  }

  private void checkLevel(
      String pointer, ScorecardTerm term, FeatureDefinition feature, @Nullable String level) {
    if (level == null) {
      add(feature.code(), pointer + "/level", "is required for a CATEGORICAL feature");
    } else if (feature.levelIndex(level) < 0) {
      add(feature.code(), pointer + "/level", "must be one of " + feature.levels());
    } else if (!termsSeen.add(feature.code() + "=" + level)) {
      add(feature.code(), pointer + "/level", "has an earlier term");
    }
    if (term.per() != 1 || term.minimum() != null || term.maximum() != null) {
      add(
          feature.code(),
          pointer + "/per",
          "and minimum and maximum have no meaning for a CATEGORICAL feature");
    }
  }

  private void checkNumbers(String code, String pointer, ScorecardTerm term) {
    checkPositive(code, pointer + "/oddsRatio", term.oddsRatio());
    checkPositive(code, pointer + "/per", term.per());
    checkPositive(code, pointer + "/strength", term.strength());
    if (!(term.spread() >= 0) || term.spread().isInfinite()) {
      add(code, pointer + "/spread", "must be a number of 0 or more");
    }
    Double silent = term.silentOddsRatio();
    if (silent != null) {
      checkPositive(code, pointer + "/silentOddsRatio", silent);
    }
    checkFinite(code, pointer + "/reference", term.reference());
    checkFinite(code, pointer + "/minimum", term.minimum());
    checkFinite(code, pointer + "/maximum", term.maximum());
    Double minimum = term.minimum();
    Double maximum = term.maximum();
    if (minimum != null && maximum != null && minimum > maximum) {
      add(code, pointer + "/minimum", "must not be above the maximum");
    }
  }

  private void checkPositive(String code, String pointer, double number) {
    if (!(number > 0) || Double.isInfinite(number)) {
      add(code, pointer, "must be a number above 0");
    }
  }

  private void checkFinite(String code, String pointer, @Nullable Double number) {
    if (number != null && !Double.isFinite(number)) {
      add(code, pointer, "must be a finite number");
    }
  }

  private void checkTemplate(String code, String pointer, @Nullable String template) {
    if (template == null) {
      return;
    }
    if (template.isBlank()) {
      add(code, pointer, "must not be empty");
    }
    Matcher matcher = PLACEHOLDER.matcher(template);
    while (matcher.find()) {
      if (!PLACEHOLDERS.contains(matcher.group(1))) {
        add(
            code,
            pointer,
            "knows {value}, {reference} and {label}, not {" + matcher.group(1) + "}");
      }
    }
  }

  private void add(String code, String pointer, String reason) {
    problems.add(new DefinitionProblem(code, pointer, reason));
  }
}
