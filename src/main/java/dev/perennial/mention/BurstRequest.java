package dev.perennial.mention;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.scoring.feature.CompetitorBurst;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How bursts are searched for. */
public class BurstRequest {
  @QueryParam("windowDays")
  @DefaultValue("" + CompetitorBurst.WINDOW_DAYS)
  @Parameter(description = "The last days, whose contacts are counted; 1 to 365.")
  int windowDays = CompetitorBurst.WINDOW_DAYS;

  @QueryParam("baselineDays")
  @DefaultValue("" + CompetitorBurst.BASELINE_DAYS)
  @Parameter(description = "The days before, which say what is usual for the customer; 1 to 1830.")
  int baselineDays = CompetitorBurst.BASELINE_DAYS;

  @QueryParam("minimumBaselineDays")
  @DefaultValue("" + CompetitorBurst.MINIMUM_BASELINE_DAYS)
  @Parameter(description = "With fewer days known the answer is INSUFFICIENT_BASELINE; 1 to 1830.")
  int minimumBaselineDays = CompetitorBurst.MINIMUM_BASELINE_DAYS;

  @QueryParam("level")
  @DefaultValue("" + CompetitorBurst.LEVEL)
  @Parameter(description = "A burst when chance would bring as many less often than this; above 0, at most 0.5.")
  double level = CompetitorBurst.LEVEL;

  @QueryParam("types")
  @DefaultValue(CompetitorBurst.TYPES)
  @Parameter(description = "Types of the MENTION and EVENT signals that are contacts with a competitor, comma-separated.")
  String types = CompetitorBurst.TYPES;

  BurstParameters checked() {
    List<FieldError> errors = new ArrayList<>();
    check("windowDays", windowDays, 1, 365, errors);
    check("baselineDays", baselineDays, 1, 1830, errors);
    check("minimumBaselineDays", minimumBaselineDays, 1, 1830, errors);
    if (!(level > 0 && level <= 0.5)) {
      errors.add(FieldError.parameter("level", "out_of_range", "The parameter level must be above 0 and at most 0.5."));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return new BurstParameters(windowDays, baselineDays, minimumBaselineDays, level, List.of(types.split(",", -1)));
  }

  private static void check(String name, int value, int from, int to, List<FieldError> errors) {
    if (value < from || value > to) {
      errors.add(
          FieldError.parameter(
              name, "out_of_range", "The parameter " + name + " must be between " + from + " and " + to + "."));
    }
  }
}
