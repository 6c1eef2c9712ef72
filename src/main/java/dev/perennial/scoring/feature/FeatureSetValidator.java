package dev.perennial.scoring.feature;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds everything wrong with a feature set, in document order. Fields may be null: a person wrote
 * them.
 */
final class FeatureSetValidator {
  static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final List<DefinitionProblem> problems = new ArrayList<>();

  private FeatureSetValidator() {}

  static List<DefinitionProblem> problems(
      String code, int version, List<FeatureDefinition> features) {
    FeatureSetValidator validator = new FeatureSetValidator();
    validator.checkSet(code, version, features);
    return validator.problems;
  }

  private void checkSet(String code, int version, List<FeatureDefinition> features) {
    String name = code == null ? "" : code;
    if (!CODE.matcher(name).matches()) {
      add(name, "/code", "must be 1 to 63 lower case letters, digits or _, starting with a letter");
    }
    if (version < 1) {
      add(name, "/version", "must be 1 or more");
    }
    if (features == null || features.isEmpty()) {
      add(name, "/features", "must hold at least one feature");
      return;
    }
    if (features.size() > FeatureSet.MAXIMUM_FEATURES) {
      add(name, "/features", "must hold at most " + FeatureSet.MAXIMUM_FEATURES + " features");
    }
    Set<String> seen = new HashSet<>();
    for (int index = 0; index < features.size(); index++) {
      checkFeature("/features/" + index, features.get(index), seen);
    }
  }

  private void checkFeature(
      String pointer, @Nullable FeatureDefinition definition, Set<String> seen) {
    if (definition == null) {
      add("", pointer, "must not be null");
      return;
    }
    String code = definition.code() == null ? "" : definition.code();
    if (!CODE.matcher(code).matches()) {
      add(
          code,
          pointer + "/code",
          "must be 1 to 63 lower case letters, digits or _, starting with a letter");
    } else if (!seen.add(code)) {
      add(code, pointer + "/code", "is used by an earlier feature; codes must be unique");
    }
    if (definition.label() == null || definition.label().isBlank()) {
      add(code, pointer + "/label", "must say what the feature is, for people");
    }
    if (definition.group() == null) {
      add(code, pointer + "/group", "is required");
    }
    if (definition.type() == null) {
      add(code, pointer + "/type", "is required");
    }
    if (definition.measure() == null) {
      add(code, pointer + "/measure", "is required");
      return;
    }
    checkAgainstMeasure(code, pointer, definition);
    checkValues(code, pointer, definition);
  }

  private void checkAgainstMeasure(String code, String pointer, FeatureDefinition definition) {
    Measure measure = definition.measure();
    if (definition.type() != null && definition.type() != measure.type()) {
      add(code, pointer + "/type", "must be " + measure.type() + " for measure " + measure);
    }
    if (definition.group() != null
        && definition.group().signalGroup()
        && !measure.family().fromFacts()) {
      add(
          code,
          pointer + "/group",
          "must be CONTRACT or CUSTOMER for measure " + measure + ", which reads no facts");
    }
    for (FeatureParameter parameter : FeatureParameter.values()) {
      boolean present = parameter.presentIn(definition);
      if (!present && measure.requires(parameter)) {
        add(code, pointer + "/" + parameter.field(), "is required by measure " + measure);
      } else if (present && !measure.allows(parameter)) {
        add(code, pointer + "/" + parameter.field(), "has no meaning for measure " + measure);
      }
    }
  }

  private void checkValues(String code, String pointer, FeatureDefinition definition) {
    String kind = definition.effectiveSignalKind();
    if (kind != null && !FeatureDefinition.SIGNAL_KINDS.contains(kind)) {
      add(
          code,
          pointer + "/signalKind",
          "must be one of " + FeatureDefinition.SIGNAL_KINDS.stream().sorted().toList());
    }
    if (definition.direction() != null && kind != null && !kind.equals("INTERACTION")) {
      add(code, pointer + "/direction", "has a meaning only for signalKind INTERACTION");
    }
    if (definition.minimumSeverity() != null && kind != null && !kind.equals("TICKET")) {
      add(code, pointer + "/minimumSeverity", "has a meaning only for signalKind TICKET");
    }
    checkRange(code, pointer + "/minimumSeverity", definition.minimumSeverity(), 4);
    checkRange(code, pointer + "/windowDays", definition.windowDays(), 3650);
    checkRange(code, pointer + "/halfLifeDays", definition.halfLifeDays(), 3650);
    checkText(code, pointer + "/signalType", definition.signalType());
    checkText(code, pointer + "/attribute", definition.attribute());
    checkText(code, pointer + "/attributeValue", definition.attributeValue());
    checkAttributeFilter(code, pointer, definition);
    checkLevels(code, pointer + "/levels", definition.levels());
  }

  /** Where an attribute selects signals, its name and its value go together. */
  private void checkAttributeFilter(String code, String pointer, FeatureDefinition definition) {
    if (!definition.measure().allows(FeatureParameter.ATTRIBUTE_VALUE)) {
      return;
    }
    if (definition.attribute() != null && definition.attributeValue() == null) {
      add(code, pointer + "/attributeValue", "is required beside attribute by measure " + definition.measure());
    } else if (definition.attribute() == null && definition.attributeValue() != null) {
      add(code, pointer + "/attribute", "is required beside attributeValue");
    }
  }

  private void checkRange(String code, String pointer, @Nullable Integer value, int maximum) {
    if (value != null && (value < 1 || value > maximum)) {
      add(code, pointer, "must be from 1 to " + maximum);
    }
  }

  private void checkText(String code, String pointer, @Nullable String value) {
    if (value != null && (value.isBlank() || value.length() > 100)) {
      add(code, pointer, "must be 1 to 100 characters");
    }
  }

  private void checkLevels(String code, String pointer, List<String> levels) {
    if (levels.size() > 100) {
      add(code, pointer, "must hold at most 100 levels");
    }
    Set<String> seen = new HashSet<>();
    for (int index = 0; index < levels.size(); index++) {
      String level = levels.get(index);
      if (level == null || level.isBlank()) {
        add(code, pointer + "/" + index, "must not be empty");
      } else if (!seen.add(level)) {
        add(code, pointer + "/" + index, "repeats an earlier level");
      }
    }
  }

  private void add(String code, String pointer, String reason) {
    problems.add(new DefinitionProblem(code, pointer, reason));
  }
}
