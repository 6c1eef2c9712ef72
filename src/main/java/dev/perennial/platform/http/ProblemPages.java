package dev.perennial.platform.http;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages behind a problem's {@code type}, and the way from the root to Swagger UI. */
@Path("/")
public class ProblemPages {
  @GET
  @PermitAll
  @Operation(hidden = true)
  public Response root() {
    return Response.seeOther(URI.create("/swagger-ui/")).build();
  }

  @GET
  @Path("/problems/{slug}")
  @PermitAll
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public String page(@PathParam("slug") String slug) {
    for (ProblemType type : ProblemType.values()) {
      if (type.uri().equals("/problems/" + slug)) {
        return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>" + type.title() + "</title><h1>"
            + type.title() + "</h1><p>Status " + type.status() + ", code <code>" + type.code() + "</code></p><p>"
            + type.explanation() + "</p></html>";
      }
    }
    throw ProblemException.notFound("problem");
  }
}
