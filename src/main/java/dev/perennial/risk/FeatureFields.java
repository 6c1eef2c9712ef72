package dev.perennial.risk;

import dev.perennial.scoring.feature.Direction;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.feature.Measure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One feature as a caller writes it; what each measure requires and allows is checked by the
 * feature set.
 */
public record FeatureFields(
    String code,
    String label,
    FeatureGroup group,
    FeatureType type,
    Measure measure,
    @Nullable String signalKind,
    @Nullable String signalType,
    @Nullable Direction direction,
    @Nullable Integer minimumSeverity,
    @Nullable Integer windowDays,
    @Nullable Integer halfLifeDays,
    @Nullable String attribute,
    @Nullable String attributeValue,
    @Nullable List<String> levels) {
  FeatureDefinition definition() {
    return new FeatureDefinition(
        code,
        label,
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
        levels == null ? List.of() : levels);
  }
}
