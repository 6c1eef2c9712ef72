package dev.perennial.timeline;

import dev.perennial.platform.http.Filters;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * What of a timeline is wanted. A class, not a record: JAX-RS fills the fields of a bean parameter.
 */
public class TimelineFilter {
  @QueryParam("kinds")
  @Parameter(description = "Comma-separated: SIGNAL, CHANGE, SCORE, TRIGGER_EVENT; all when absent.")
  @Nullable String kinds;

  @QueryParam("types")
  @Parameter(
      description =
          "Comma-separated types as in the entries, for example `renewal.outcome_recorded,risk_score`.")
  @Nullable String types;

  @QueryParam("from")
  @Parameter(description = "From this time on.")
  @Nullable Instant from;

  @QueryParam("to")
  @Parameter(description = "Before this time.")
  @Nullable Instant to;

  Set<TimelineKind> wanted() {
    if (kinds == null) {
      return EnumSet.allOf(TimelineKind.class);
    }
    Set<TimelineKind> wanted = EnumSet.noneOf(TimelineKind.class);
    for (String name : kinds.split(",", -1)) {
      wanted.add(Filters.enumValue("kinds", name, TimelineKind.class));
    }
    return wanted;
  }

  /** Conditions on one source of entries, whose columns for time and type are given. */
  Filters on(String time, String type) {
    return new Filters()
        .in(type, "types", types)
        .and(time + " >= :from", "from", from)
        .and(time + " < :to", "to", to);
  }
}
