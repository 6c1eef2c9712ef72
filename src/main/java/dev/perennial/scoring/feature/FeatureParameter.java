package dev.perennial.scoring.feature;

import org.jspecify.annotations.Nullable;

/**
 * The optional fields of a {@link FeatureDefinition}; each measure requires, allows or forbids
 * them.
 */
public enum FeatureParameter {
  SIGNAL_KIND("signalKind", FeatureDefinition::signalKind),
  SIGNAL_TYPE("signalType", FeatureDefinition::signalType),
  DIRECTION("direction", FeatureDefinition::direction),
  MINIMUM_SEVERITY("minimumSeverity", FeatureDefinition::minimumSeverity),
  WINDOW_DAYS("windowDays", FeatureDefinition::windowDays),
  HALF_LIFE_DAYS("halfLifeDays", FeatureDefinition::halfLifeDays),
  ATTRIBUTE("attribute", FeatureDefinition::attribute),
  ATTRIBUTE_VALUE("attributeValue", FeatureDefinition::attributeValue),
  LEVELS("levels", definition -> definition.levels().isEmpty() ? null : definition.levels());

  private final String field;
  private final Reader reader;

  FeatureParameter(String field, Reader reader) {
    this.field = field;
    this.reader = reader;
  }

  /** Name of the field in the definition. */
  public String field() {
    return field;
  }

  /** True where the definition states this parameter. */
  public boolean presentIn(FeatureDefinition definition) {
    return reader.read(definition) != null;
  }

  /** A function that may return null. */
  private interface Reader {
    @Nullable Object read(FeatureDefinition definition);
  }
}
