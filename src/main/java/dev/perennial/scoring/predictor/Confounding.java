package dev.perennial.scoring.predictor;

/**
 * When an association is said to be somebody else's: it is clear by itself, but with the rest held equal less than half of its
 * log-odds ratio is left (or it turns round), or a fifth of it is gone and what is left is no longer clear (change-in-estimate
 * criterion; Maldonado and Greenland, American Journal of Epidemiology 138, 1993). An estimate that is as strong with the rest
 * held equal, and only less certain there, is not confounded.
 */
public final class Confounding {
  /** What is left of a log-odds ratio with the rest held equal: less is confounded, however certain it is. */
  private static final double HALF = 0.5;

  /** A change of the estimate by a fifth is a change; a smaller one is not. */
  private static final double CHANGED = 0.8;

  private Confounding() {}

  /**
   * @param naive log-odds ratio by itself, not 0
   * @param naiveQ its q-value
   * @param adjusted log-odds ratio with the rest held equal
   * @param adjustedQ its q-value
   * @param level q-values up to this are clear
   */
  public static boolean parts(double naive, double naiveQ, double adjusted, double adjustedQ, double level) {
    double left = adjusted / naive;
    return naiveQ <= level && (left < HALF || adjustedQ > level && left < CHANGED);
  }
}
