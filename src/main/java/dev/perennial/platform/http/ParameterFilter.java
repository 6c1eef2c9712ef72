package dev.perennial.platform.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;

/** Refuses query parameters an operation does not have, and one given twice. */
@Provider
@Priority(FilterOrder.PARAMETERS)
class ParameterFilter implements ContainerRequestFilter {
  private final ResourceInfo resource;
  private final DeclaredParameters declared;
  private final ParameterProblems problems;

  ParameterFilter(ResourceInfo resource, DeclaredParameters declared, ParameterProblems problems) {
    this.resource = resource;
    this.declared = declared;
    this.problems = problems;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Map<String, List<String>> given = request.getUriInfo().getQueryParameters();
    if (given.isEmpty() || resource.getResourceMethod() == null) {
      return;
    }
    Map<String, Class<?>> allowed = declared.of(resource.getResourceMethod());
    given.forEach(
        (name, values) -> {
          if (!allowed.containsKey(name)) {
            throw unknown(name, allowed);
          }
          if (values.size() > 1) {
            throw ProblemException.invalid(
                FieldError.parameter(name, "repeated", "The parameter " + name + " is given more than once."));
          }
        });
    FieldError unreadable = problems.firstUnreadable(resource.getResourceMethod(), request.getUriInfo());
    if (unreadable != null) {
      throw ProblemException.invalid(unreadable);
    }
  }

  private static ProblemException unknown(String name, Map<String, Class<?>> allowed) {
    String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
    String detail =
        allowed.isEmpty()
            ? "This operation takes no query parameters, but got " + shown + "."
            : "There is no parameter " + shown + " here; known are " + String.join(", ", allowed.keySet()) + ".";
    return new ProblemException(
        ProblemType.UNKNOWN_PARAMETER,
        detail,
        List.of(FieldError.parameter(shown, "unknown", detail)));
  }
}
