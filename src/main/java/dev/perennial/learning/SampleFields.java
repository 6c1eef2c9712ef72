package dev.perennial.learning;

import dev.perennial.editing.Reference;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which decided renewals are looked at; all of them when nothing is said. Each as of its own cut-off: so many days before
 * it was due, or its decision deadline where that came first. Those decided or under notice before that are left out.
 *
 * @param leadDays days before the due date; 60 when absent
 * @param decidedUntil outcomes decided later are not known; today when absent
 * @param dueFrom only those due on or after this day
 * @param dueUntil only those due on or before this day
 * @param inferred whether outcomes count that were concluded from contracts and recorded by nobody
 * @param evergreen whether evergreen contracts count, by periods of the settings' {@code horizonDays}; they do not when absent
 * @param renewals only these, and those of the customers named
 * @param customers only those of these, and the renewals named
 */
@Schema(name = "SampleFields")
public record SampleFields(
    @Min(0) @Max(365) @Nullable Integer leadDays,
    @Nullable LocalDate decidedUntil,
    @Nullable LocalDate dueFrom,
    @Nullable LocalDate dueUntil,
    @Nullable Boolean inferred,
    @Schema(description = "Whether evergreen contracts count, a row for each whole period of the settings' horizonDays since they began: lost in it, or not. Not when absent.") @Nullable Boolean evergreen,
    @Size(min = 1, max = 20_000) @Nullable List<@NotNull Reference> renewals,
    @Size(min = 1, max = 20_000) @Nullable List<@NotNull Reference> customers) {
  /** Everything. */
  static final SampleFields ALL = new SampleFields(null, null, null, null, null, null, null, null);
}
