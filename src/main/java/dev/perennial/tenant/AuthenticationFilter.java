package dev.perennial.tenant;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.http.FilterOrder;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import dev.perennial.platform.limit.FailedCredentials;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Who calls and whether they may. An endpoint that names neither a scope nor {@link PermitAll} is denied. */
@Provider
@Priority(FilterOrder.AUTHENTICATION)
class AuthenticationFilter implements ContainerRequestFilter {
  private static final String BEARER = "Bearer ";

  private final ApiKeyAuthenticator keys;
  private final TokenAuthenticator tokens;
  private final FailedCredentials failures;
  private final HttpServerRequest connection;
  private final CallerContext context;
  private final ResourceInfo resource;

  AuthenticationFilter(
      ApiKeyAuthenticator keys, TokenAuthenticator tokens, FailedCredentials failures, HttpServerRequest connection,
      CallerContext context, ResourceInfo resource) {
    this.keys = keys;
    this.tokens = tokens;
    this.failures = failures;
    this.connection = connection;
    this.context = context;
    this.resource = resource;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = resource.getResourceMethod();
    if (method != null && method.isAnnotationPresent(PermitAll.class)) {
      return;
    }
    String address = String.valueOf(connection.remoteAddress().hostAddress());
    Caller caller = authenticate(request.getHeaderString(HttpHeaders.AUTHORIZATION), address);
    context.set(caller);
    context.address(address);
    RequiresScope required = method == null ? null : method.getAnnotation(RequiresScope.class);
    if (required == null) {
      throw new ProblemException(ProblemType.FORBIDDEN, "This operation is not open to anyone.");
    }
    if (!required.value().equals(RequiresScope.ANY) && !caller.scopes().contains(required.value())) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "This operation needs the scope " + required.value() + ".");
    }
  }

  private Caller authenticate(@Nullable String header, String address) {
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      String credential = header.substring(BEARER.length()).trim();
      Caller caller = ApiKeyText.isKey(credential) ? keys.authenticate(credential) : tokens.authenticate(credential);
      if (caller != null) {
        return caller;
      }
      failures.count(address);
    }
    throw new ProblemException(
        ProblemType.UNAUTHENTICATED,
        header == null
            ? "Send Authorization: Bearer with an API key or a token."
            : "The credential is unknown, expired or revoked.");
  }
}
