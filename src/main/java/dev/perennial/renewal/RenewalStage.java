package dev.perennial.renewal;

import java.util.List;

/** How far a renewal has come. Forward as far as you like, back one step at a time. */
public enum RenewalStage {
  UPCOMING(ForecastCategory.PIPELINE),
  ENGAGED(ForecastCategory.PIPELINE),
  PROPOSED(ForecastCategory.BEST_CASE),
  COMMITTED(ForecastCategory.COMMIT);

  private final ForecastCategory category;

  RenewalStage(ForecastCategory category) {
    this.category = category;
  }

  /** The forecast category of a renewal at this stage, unless somebody chose another. */
  public ForecastCategory category() {
    return category;
  }

  /**
   * Where an open renewal may go from here.
   *
   * @param noticed a notice is in force: what the customer has cancelled cannot be committed
   */
  public List<RenewalStage> allowed(boolean noticed) {
    return List.of(values()).stream()
        .filter(to -> to.ordinal() > ordinal() || to.ordinal() == ordinal() - 1)
        .filter(to -> !noticed || to != COMMITTED)
        .toList();
  }
}
