package dev.perennial.survey;

import dev.perennial.history.PointInTimeRequest;
import dev.perennial.history.PointsInTime;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Surveys over HTTP; a class for each path, because JAX-RS chooses the class by its path first. */
final class SurveyResource {
  private SurveyResource() {}

  @Path("/v1/survey-metrics")
  @Tag(name = "Surveys")
  public static class Metrics {
    private final SurveyService service;
    private final PointsInTime points;

    Metrics(SurveyService service, PointsInTime points) {
      this.service = service;
      this.points = points;
    }

    @GET
    @RequiresScope(Scope.SIGNALS_READ)
    @Operation(
        operationId = "getSurveyMetrics", summary = "Read NPS, CSAT or CES",
        description =
            "Computed from the answers of a half-open period, with counts, a 95% interval and the definition used. An answer"
                + " is a signal of kind SURVEY and type nps, csat or ces with a value.")
    public SurveyMetricView get(@BeanParam SurveyFilter filter, @BeanParam PointInTimeRequest time) {
      return service.metrics(filter, points.orNow(time));
    }
  }

  @Path("/v1/customers")
  @Tag(name = "Surveys")
  public static class OfCustomer {
    private final SurveyService service;
    private final PointsInTime points;

    OfCustomer(SurveyService service, PointsInTime points) {
      this.service = service;
      this.points = points;
    }

    @GET
    @Path("/{id}/surveys")
    @RequiresScope(Scope.SIGNALS_READ)
    @Operation(
        operationId = "getCustomerSurveys", summary = "Read what a customer answered",
        description =
            "Of each survey the last answer and its change, or the fact that there is none: asked and never answered, never"
                + " asked, or no source connected. That somebody was asked is a SURVEY signal without a value.")
    public CustomerSurveys get(@PathParam("id") UUID id, @BeanParam PointInTimeRequest time) {
      return service.of(id, points.orNow(time));
    }
  }
}
