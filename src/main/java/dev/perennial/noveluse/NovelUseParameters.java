package dev.perennial.noveluse;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.ProblemException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What is compared with what. */
public class NovelUseParameters {
  @QueryParam("segmentBy")
  @DefaultValue("TIER")
  @Parameter(description = "What makes a segment: TIER, SIZE_CLASS, REGION, or NONE for all customers.")
  String segmentBy = "TIER";

  @QueryParam("windowDays")
  @DefaultValue("90")
  @Parameter(description = "Signals of so many days up to the time asked for; 1 to 3660.")
  int windowDays = 90;

  @QueryParam("minEvents")
  @DefaultValue("30")
  @Parameter(description = "Fewer signals than these, of the customer or of the others in its segment, say nothing of a mix.")
  int minEvents = 30;

  /** @throws ProblemException when one of them is out of its range */
  Checked checked() {
    check("windowDays", windowDays, 3660);
    check("minEvents", minEvents, 1_000_000);
    return new Checked(Filters.enumValue("segmentBy", segmentBy, SegmentBy.class), windowDays, minEvents, NovelUseSql.PSEUDOCOUNT);
  }

  private static void check(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw ProblemException.invalid(
          FieldError.parameter(name, "out_of_range", "The parameter " + name + " must be between 1 and " + most + "."));
    }
  }

  /** @param pseudocount added to each type's count on both sides (Dirichlet prior, Jeffreys) */
  record Checked(SegmentBy segmentBy, int windowDays, int minEvents, double pseudocount) {}
}
