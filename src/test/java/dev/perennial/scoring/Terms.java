package dev.perennial.scoring;

import dev.perennial.scoring.model.ScorecardTerm;

/** Builds scorecard terms field by field. */
public final class Terms {
  private final String feature;
  private final double oddsRatio;
  private Double per;
  private Double reference;
  private Double minimum;
  private Double maximum;
  private String level;
  private double strength = 0.5;
  private Double spread;
  private Double silentOddsRatio;
  private String up;
  private String down;
  private String unit;

  private Terms(String feature, double oddsRatio) {
    this.feature = feature;
    this.oddsRatio = oddsRatio;
  }

  public static Terms of(String feature, double oddsRatio) {
    return new Terms(feature, oddsRatio);
  }

  public Terms per(double step) {
    per = step;
    return this;
  }

  public Terms reference(double value) {
    reference = value;
    return this;
  }

  public Terms bounds(Double lowest, Double highest) {
    minimum = lowest;
    maximum = highest;
    return this;
  }

  public Terms level(String name) {
    level = name;
    return this;
  }

  public Terms strength(double deviation) {
    strength = deviation;
    return this;
  }

  public Terms spread(double deviation) {
    spread = deviation;
    return this;
  }

  public Terms silent(Double ratio) {
    silentOddsRatio = ratio;
    return this;
  }

  public Terms says(String whenUp, String whenDown, String unitLabel) {
    up = whenUp;
    down = whenDown;
    unit = unitLabel;
    return this;
  }

  public ScorecardTerm build() {
    return new ScorecardTerm(
        feature,
        oddsRatio,
        per,
        reference,
        minimum,
        maximum,
        level,
        strength,
        spread,
        silentOddsRatio,
        up,
        down,
        null,
        unit);
  }
}
