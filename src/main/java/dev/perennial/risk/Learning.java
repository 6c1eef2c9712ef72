package dev.perennial.risk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a learned model is trained.
 *
 * @param segment the feature whose loss rates are told apart; null for one rate
 * @param priorModelId the scorecard that is its prior; null for none
 * @param statedOnly whether features that the prior does not name are left out
 * @param monotone 1 for features that may only raise the risk, -1 for those that may only lower it
 * @param pairs most pairs of features; null for the usual number
 * @param excludedFeatures features of the set that it does not use
 * @param confirmedFeatures features that would be quarantined, were they not confirmed by whoever made this version
 */
public record Learning(
    @Nullable String segment,
    @Nullable UUID priorModelId,
    boolean statedOnly,
    Map<String, Integer> monotone,
    @Nullable Integer pairs,
    List<String> excludedFeatures,
    List<String> confirmedFeatures) {
  public Learning {
    monotone = new TreeMap<>(monotone);
    confirmedFeatures = List.copyOf(confirmedFeatures);
    excludedFeatures = List.copyOf(excludedFeatures);
  }
}
