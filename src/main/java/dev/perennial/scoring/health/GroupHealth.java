package dev.perennial.scoring.health;

import dev.perennial.scoring.feature.FeatureGroup;

/**
 * Health of one signal group.
 *
 * @param group the group
 * @param health 0 to 100, high is good, 50 neutral
 * @param features features of the group that the model uses
 * @param connected how many of them have a connected source; with 0 the 50 only says "not known"
 */
public record GroupHealth(FeatureGroup group, double health, int features, int connected) {}
