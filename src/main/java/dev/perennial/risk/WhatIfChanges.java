package dev.perennial.risk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.scoring.feature.Absence;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was found, with some of it replaced by what somebody supposes. */
final class WhatIfChanges {
  private final FeatureSet set;
  private final double[] values;
  private final FeatureState[] states;
  private final List<FieldError> errors = new ArrayList<>();

  private WhatIfChanges(FeatureVector found) {
    set = found.featureSet();
    values = found.values();
    states = FeatureState.decode(found.encodedStates());
  }

  /**
   * @throws ProblemException 400 naming every change that the model's features cannot take
   */
  static FeatureVector apply(FeatureVector found, Map<String, JsonNode> changes) {
    WhatIfChanges supposed = new WhatIfChanges(found);
    changes.forEach(supposed::change);
    if (!supposed.errors.isEmpty()) {
      throw ProblemException.invalid(supposed.errors);
    }
    return new FeatureVector(supposed.set, supposed.values, supposed.states);
  }

  private void change(String code, JsonNode value) {
    int feature = set.indexOf(code);
    if (feature < 0) {
      refuse(code, "unknown", "The feature set %s version %d has no feature %s.".formatted(set.code(), set.version(), code));
      return;
    }
    FeatureDefinition definition = set.feature(feature);
    if (value.isNull()) {
      silence(feature, definition);
      return;
    }
    double number = number(definition, value);
    if (!Double.isNaN(number)) {
      values[feature] = number;
      states[feature] = FeatureState.VALUE;
    }
  }

  private void silence(int feature, FeatureDefinition definition) {
    if (definition.measure().absence() != Absence.SILENT) {
      refuse(definition.code(), "invalid", "Where nothing is there, %s is a number; state it.".formatted(definition.code()));
      return;
    }
    values[feature] = Double.NaN;
    states[feature] = FeatureState.SILENT;
  }

  /** NaN where the value is none of the feature's; the reason is kept. */
  private double number(FeatureDefinition definition, JsonNode value) {
    if (definition.type() == FeatureType.NUMERIC && value.isNumber() && Double.isFinite(value.doubleValue())) {
      return value.doubleValue();
    }
    if (definition.type() == FeatureType.BOOLEAN && (value.isBoolean() || value.isNumber() && isBit(value.doubleValue()))) {
      return value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.doubleValue();
    }
    if (definition.type() == FeatureType.CATEGORICAL && value.isTextual() && definition.levelIndex(value.asText()) >= 0) {
      return definition.levelIndex(value.asText());
    }
    refuse(definition.code(), "invalid", definition.code() + switch (definition.type()) {
      case NUMERIC -> " takes a number.";
      case BOOLEAN -> " takes true or false.";
      case CATEGORICAL -> " takes one of " + String.join(", ", definition.levels()) + ".";
    });
    return Double.NaN;
  }

  private static boolean isBit(double number) {
    return number == 0 || number == 1;
  }

  private void refuse(String feature, String code, String detail) {
    errors.add(FieldError.at("/changes/" + feature.replace("~", "~0").replace("/", "~1"), code, detail));
  }
}
