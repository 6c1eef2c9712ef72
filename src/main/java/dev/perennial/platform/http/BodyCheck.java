package dev.perennial.platform.http;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Checks each body as it is read: it is there unless the contract says that it need not be, and its fields keep their
 * constraints. Bodies are checked here and not as parameters of resource methods because Bean Validation would then read
 * every annotation of every resource at each start.
 */
@Provider
class BodyCheck implements ReaderInterceptor {
  private static final String OURS = "dev.perennial.";

  private final Validation validation;

  BodyCheck(Validation validation) {
    this.validation = validation;
  }

  @Override
  public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    Object body = context.proceed();
    if (body == null && isRequired(context)) {
      throw ProblemException.invalid(FieldError.at("", "required", "The request needs a body."));
    }
    if (body != null && body.getClass().getName().startsWith(OURS)) {
      validation.check(body);
    }
    return body;
  }

  private static boolean isRequired(ReaderInterceptorContext context) {
    return Arrays.stream(context.getAnnotations())
        .noneMatch(annotation -> annotation instanceof RequestBody told && !told.required());
  }
}
