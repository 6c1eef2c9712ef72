package dev.perennial.scoring.survival;

import java.util.List;

/**
 * Mean time within a horizon, μ = ∫ S dt, with variance Σ (∫ from t_i to the horizon of S)² d_i/(n_i
 * (n_i - d_i)) (Klein and Moeschberger, Survival Analysis, 2nd ed., ch. 4.5).
 *
 * @param value in the unit of the lifetimes
 * @param standardError in the same unit
 */
public record RestrictedMean(double value, double standardError) {
  static RestrictedMean of(List<SurvivalPoint> points, double horizon) {
    double end = horizon;
    double area = 0;
    double variance = 0;
    for (int index = points.size() - 1; index >= 0; index--) {
      SurvivalPoint point = points.get(index);
      if (point.time() < horizon) {
        area += point.survival() * (end - point.time());
        double left = point.atRisk() - point.events();
        variance += left == 0 ? 0 : area * area * point.events() / (point.atRisk() * left);
        end = point.time();
      }
    }
    return new RestrictedMean(area + end, StrictMath.sqrt(variance));
  }
}
