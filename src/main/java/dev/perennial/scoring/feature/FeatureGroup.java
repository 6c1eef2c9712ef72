package dev.perennial.scoring.feature;

/**
 * What a feature speaks about. The signal groups say how the customer <em>is</em> and make up the
 * health score; contract and customer facts only say something about the decision.
 */
public enum FeatureGroup {
  USAGE(true),
  RELATIONSHIP(true),
  SUPPORT(true),
  SENTIMENT(true),
  VALUE(true),
  CONTRACT(false),
  CUSTOMER(false);

  private final boolean signalGroup;

  FeatureGroup(boolean signalGroup) {
    this.signalGroup = signalGroup;
  }

  /** True for the groups that enter the health score. */
  public boolean signalGroup() {
    return signalGroup;
  }
}
