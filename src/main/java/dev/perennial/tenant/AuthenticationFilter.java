package dev.perennial.tenant;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.http.FilterOrder;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;

/** Who calls and whether they may. An endpoint that names neither a scope nor {@link PermitAll} is denied. */
@Provider
@Priority(FilterOrder.AUTHENTICATION)
class AuthenticationFilter implements ContainerRequestFilter {
  private static final String BEARER = "Bearer ";

  private final ApiKeyAuthenticator authenticator;
  private final CallerContext context;
  private final ResourceInfo resource;

  AuthenticationFilter(
      ApiKeyAuthenticator authenticator, CallerContext context, ResourceInfo resource) {
    this.authenticator = authenticator;
    this.context = context;
    this.resource = resource;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = resource.getResourceMethod();
    if (method != null && method.isAnnotationPresent(PermitAll.class)) {
      return;
    }
    Caller caller = authenticate(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    context.set(caller);
    RequiresScope required = method == null ? null : method.getAnnotation(RequiresScope.class);
    if (required == null) {
      throw new ProblemException(ProblemType.FORBIDDEN, "This operation is not open to anyone.");
    }
    if (!required.value().equals(RequiresScope.ANY) && !caller.scopes().contains(required.value())) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "This operation needs the scope " + required.value() + ".");
    }
  }

  private Caller authenticate(@org.jspecify.annotations.Nullable String header) {
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      Caller caller = authenticator.authenticate(header.substring(BEARER.length()).trim());
      if (caller != null) {
        return caller;
      }
    }
    throw new ProblemException(
        ProblemType.UNAUTHENTICATED,
        header == null
            ? "Send Authorization: Bearer with an API key."
            : "The credential is unknown, expired or revoked.");
  }
}
