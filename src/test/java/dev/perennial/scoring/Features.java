package dev.perennial.scoring;

import dev.perennial.scoring.feature.Direction;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.feature.Measure;
import java.util.List;

/** Builds feature definitions field by field, so that a test names only what matters to it. */
public final class Features {
  private final String code;
  private final FeatureGroup group;
  private final Measure measure;
  private FeatureType type;
  private String signalKind;
  private String signalType;
  private Direction direction;
  private Integer minimumSeverity;
  private Integer windowDays;
  private Integer halfLifeDays;
  private String attribute;
  private String attributeValue;
  private List<String> levels = List.of();

  private Features(String code, FeatureGroup group, Measure measure) {
    this.code = code;
    this.group = group;
    this.measure = measure;
    this.type = measure == null ? null : measure.type();
  }

  public static Features of(String code, FeatureGroup group, Measure measure) {
    return new Features(code, group, measure);
  }

  public Features type(FeatureType other) {
    type = other;
    return this;
  }

  public Features kind(String kind) {
    signalKind = kind;
    return this;
  }

  public Features signalType(String name) {
    signalType = name;
    return this;
  }

  public Features direction(Direction other) {
    direction = other;
    return this;
  }

  public Features severity(Integer minimum) {
    minimumSeverity = minimum;
    return this;
  }

  public Features window(Integer days) {
    windowDays = days;
    return this;
  }

  public Features halfLife(Integer days) {
    halfLifeDays = days;
    return this;
  }

  public Features attribute(String name) {
    attribute = name;
    return this;
  }

  public Features attributeValue(String value) {
    attributeValue = value;
    return this;
  }

  public Features levels(List<String> names) {
    levels = names;
    return this;
  }

  public FeatureDefinition build() {
    return new FeatureDefinition(
        code,
        "Label of " + code,
        group,
        type,
        measure,
        signalKind,
        signalType,
        direction,
        minimumSeverity,
        windowDays,
        halfLifeDays,
        attribute,
        attributeValue,
        levels);
  }
}
