package dev.perennial.scoring.feature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One feature, as data. Flat on purpose: any JSON library binds it without annotations. A
 * definition alone may be wrong; {@link FeatureSet} refuses wrong ones.
 *
 * @param code name used by models and stored with scores: lower case letters, digits, underscore
 * @param label name for people
 * @param group what it speaks about
 * @param type how its number is read; must be the measure's type
 * @param measure what is measured; says which of the following fields must, may or must not be
 *     there
 * @param signalKind one of {@link #SIGNAL_KINDS}
 * @param signalType type within the kind, for instance {@code logins}, {@code nps}; of a trigger event, for measures over those
 * @param direction only for interactions
 * @param minimumSeverity only for tickets: 1 LOW to 4 CRITICAL, facts below it are left out
 * @param windowDays length of the window in days, 1 to 3650; of a missing success metric, days as a customer before it is missed
 * @param halfLifeDays days after which a fact counts half, 1 to 3650
 * @param attribute customer attribute, or the field of a signal that holds the number; for measures that need no number, the
 *     attribute of a signal that {@code attributeValue} is compared with
 * @param attributeValue only signals count whose attribute, as text, is exactly this
 * @param levels the values told apart, for CATEGORICAL features; empty otherwise
 */
public record FeatureDefinition(
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
    List<String> levels) {

  /** The kinds of signal a feature may read. */
  public static final Set<String> SIGNAL_KINDS =
      Set.of(
          "USAGE",
          "INTERACTION",
          "SURVEY",
          "TICKET",
          "MENTION",
          "PAYMENT",
          "PURCHASE",
          "EVENT",
          "METRIC");

  public FeatureDefinition {
    // A document may leave the list out, and may hold nulls in it: the validator says so, not a
    // crash.
    levels = levels == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(levels));
  }

  /** The signal kind read, stated or implied by the measure; null where no signal is read. */
  public @Nullable String effectiveSignalKind() {
    return signalKind != null ? signalKind : measure.family().impliedSignalKind();
  }

  /** The signal kinds read; empty where no signal is. */
  public Set<String> signalKinds() {
    String kind = effectiveSignalKind();
    return kind != null
        ? Set.of(kind)
        : measure.family() == MeasureFamily.COMPETITOR ? CompetitorBurst.SIGNAL_KINDS : Set.of();
  }

  /** The signal types read; null where all are. */
  public @Nullable Set<String> signalTypes() {
    return signalType != null
        ? Set.of(signalType)
        : measure.family() == MeasureFamily.COMPETITOR ? CompetitorBurst.SIGNAL_TYPES : null;
  }

  /** Whether signals of this kind and type are among those read. */
  public boolean reads(String kind, String type) {
    Set<String> types = signalTypes();
    return signalKinds().contains(kind) && (types == null || types.contains(type));
  }

  /** Index of a level, -1 where it is not listed. */
  public int levelIndex(String level) {
    return levels.indexOf(level);
  }

  /** True where both measure the same thing, whatever they are called for people. */
  public boolean measuresTheSameAs(FeatureDefinition other) {
    return equals(other.describedAs(label, group));
  }

  private FeatureDefinition describedAs(String newLabel, FeatureGroup newGroup) {
    return new FeatureDefinition(
        code,
        newLabel,
        newGroup,
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
