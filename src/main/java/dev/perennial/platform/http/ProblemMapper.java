package dev.perennial.platform.http;

import com.fasterxml.jackson.core.JacksonException;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.time.Ids;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Set;
import org.hibernate.StaleStateException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Turns every failure of a request into a problem document. Nothing internal leaks; the log has the cause. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
  static final String MEDIA_TYPE = "application/problem+json";
  private static final Set<ProblemType> PASSING =
      Set.of(ProblemType.UNAVAILABLE, ProblemType.REQUEST_IN_FLIGHT, ProblemType.TOO_MANY_REQUESTS);
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  private final CallerContext context;
  private final DatabaseProblems databaseProblems;
  private final ParameterProblems parameterProblems;
  private final Ids ids;

  @Context UriInfo uri;
  @Context ResourceInfo resource;

  @SuppressWarnings("NullAway.Init") // the two contexts are injected by JAX-RS
  ProblemMapper(
      CallerContext context, DatabaseProblems databaseProblems, ParameterProblems parameterProblems, Ids ids) {
    this.context = context;
    this.databaseProblems = databaseProblems;
    this.parameterProblems = parameterProblems;
    this.ids = ids;
  }

  @Override
  public Response toResponse(Throwable failure) {
    if (context.requestId() == null) {
      context.requestId(ids.next().toString()); // nothing matched, so no request filter ran
    }
    ProblemException problem = problem(failure);
    if (problem.type() == ProblemType.INTERNAL_ERROR) {
      LOG.errorf(failure, "request %s failed", context.requestId());
    }
    Problem body =
        Problem.of(problem.type(), problem.detail(), problem.errors(), uri.getPath(), context.requestId());
    Response.ResponseBuilder response =
        Response.status(problem.type().status()).type(MEDIA_TYPE).entity(body);
    if (problem.type() == ProblemType.UNAUTHENTICATED) {
      response.header("WWW-Authenticate", "Bearer");
    }
    if (PASSING.contains(problem.type())) {
      response.header("Retry-After", problem.retryAfterSeconds());
    }
    if (failure instanceof WebApplicationException web && web.getResponse().getHeaderString("Allow") != null) {
      response.header("Allow", web.getResponse().getHeaderString("Allow"));
    }
    return response.build();
  }

  private ProblemException problem(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 12; depth++, cause = cause.getCause()) {
      ProblemException known = known(cause);
      if (known != null) {
        return known;
      }
    }
    if (failure instanceof WebApplicationException web) {
      return byStatus(web);
    }
    return new ProblemException(
        ProblemType.INTERNAL_ERROR, "The request could not be completed; nothing was stored.");
  }

  private @Nullable ProblemException known(Throwable cause) {
    return switch (cause) {
      case ProblemException problem -> problem;
      case JacksonException json -> JsonProblems.of(json);
      case OptimisticLockException stale -> stale();
      case StaleStateException stale -> stale();
      default -> databaseProblems.of(cause);
    };
  }

  private static ProblemException stale() {
    return new ProblemException(
        ProblemType.PRECONDITION_FAILED, "The object was changed by someone else meanwhile; read it again, then repeat.");
  }

  private ProblemException byStatus(WebApplicationException web) {
    int status = web.getResponse().getStatus();
    if (status == 404) {
      FieldError parameter = parameterProblems.firstUnreadable(resource.getResourceMethod(), uri);
      return parameter != null
          ? ProblemException.invalid(parameter)
          : new ProblemException(ProblemType.NOT_FOUND, "There is nothing at this path.");
    }
    ProblemType type =
        switch (status) {
          case 401 -> ProblemType.UNAUTHENTICATED;
          case 403 -> ProblemType.FORBIDDEN;
          case 405 -> ProblemType.METHOD_NOT_ALLOWED;
          case 406 -> ProblemType.NOT_ACCEPTABLE;
          case 413 -> ProblemType.TOO_LARGE;
          case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
          case 503 -> ProblemType.UNAVAILABLE;
          default -> status < 500 ? ProblemType.MALFORMED_REQUEST : ProblemType.INTERNAL_ERROR;
        };
    return new ProblemException(type, type.explanation(), List.of());
  }
}
