package dev.perennial.platform.http;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.time.Ids;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** Accepts or makes the request id; it is in the answer, the log, problems and events. */
@Provider
@Priority(FilterOrder.REQUEST_ID)
public class RequestIdFilter implements ContainerRequestFilter, ContainerResponseFilter {
  static final String HEADER = "X-Request-Id";
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

  private final CallerContext context;
  private final Ids ids;

  RequestIdFilter(CallerContext context, Ids ids) {
    this.context = context;
    this.ids = ids;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String given = request.getHeaderString(HEADER);
    String id =
        given != null && ACCEPTED.matcher(given).matches() ? given : ids.next().toString();
    context.requestId(id);
    MDC.put("requestId", id);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String id = context.requestId();
    if (id != null) {
      response.getHeaders().putSingle(HEADER, id);
    }
    MDC.remove("requestId");
    if (!response.getHeaders().containsKey("Cache-Control")) {
      response.getHeaders().putSingle("Cache-Control", "private, no-cache");
    }
  }
}
