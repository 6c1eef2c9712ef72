package dev.perennial.risk;

import dev.perennial.scoring.feature.FeatureState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What was found for one feature.
 *
 * @param state VALUE, SILENT (connected, nothing there) or NOT_CONNECTED (nobody could tell)
 * @param value null unless the state is VALUE; for categories the position of the level, -1 for
 *     another
 * @param contribution log-odds it adds
 */
@Schema(name = "FeatureValue")
public record FeatureValueView(
    String feature, FeatureState state, @Nullable Double value, double contribution) {}
