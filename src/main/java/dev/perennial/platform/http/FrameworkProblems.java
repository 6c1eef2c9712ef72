package dev.perennial.platform.http;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Failures for which the framework has an answer of its own: ours wins, by naming their exact types. */
class FrameworkProblems {
  private final ProblemMapper mapper;

  FrameworkProblems(ProblemMapper mapper) {
    this.mapper = mapper;
  }

  @ServerExceptionMapper
  public Response validation(ValidationException failure) {
    return mapper.toResponse(failure);
  }

  @ServerExceptionMapper
  public Response json(MismatchedInputException failure) {
    return mapper.toResponse(failure);
  }
}
