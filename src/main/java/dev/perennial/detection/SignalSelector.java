package dev.perennial.detection;

import dev.perennial.signal.SignalDirection;
import dev.perennial.signal.SignalKind;
import dev.perennial.signal.SignalPhase;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which signals a rule looks at: kind or type at least, and what else is named. */
@Schema(name = "SignalSelector")
record SignalSelector(
    @Nullable SignalKind kind,
    @Size(min = 1, max = 100) @Nullable String type,
    @Nullable SignalDirection direction,
    @Schema(description = "OPENED counts a ticket once.") @Nullable SignalPhase phase,
    @Min(1) @Max(4) @Nullable Integer minimumSeverity,
    @Nullable Double minimumValue,
    @Nullable Double maximumValue) {

  boolean isEmpty() {
    return kind == null && type == null;
  }

  /** Whether signals of this kind and type can be meant. */
  boolean mayMean(String ofKind, String ofType) {
    return (kind == null || kind.name().equals(ofKind)) && (type == null || type.equals(ofType));
  }

  /** As a condition on {@code app.signal s}; its values go into {@code binds} under names with this suffix. */
  String sql(String suffix, Map<String, Object> binds) {
    List<String> conditions = new ArrayList<>();
    add(conditions, binds, "s.kind = :kind", suffix, kind == null ? null : kind.name());
    add(conditions, binds, "s.type = :type", suffix, type);
    add(conditions, binds, "s.direction = :direction", suffix, direction == null ? null : direction.name());
    add(conditions, binds, "s.phase = :phase", suffix, phase == null ? null : phase.name());
    add(conditions, binds, "s.severity >= :minimumSeverity", suffix, minimumSeverity);
    add(conditions, binds, "s.value >= :minimumValue", suffix, minimumValue);
    add(conditions, binds, "s.value <= :maximumValue", suffix, maximumValue);
    return "(" + String.join(" AND ", conditions) + ")";
  }

  private static void add(
      List<String> conditions, Map<String, Object> binds, String condition, String suffix, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition + suffix);
      binds.put(condition.substring(condition.indexOf(':') + 1) + suffix, value);
    }
  }
}
