package dev.perennial.platform.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * Addresses end at 8,192 characters, headers at 16,384 together. The server reads four times that, because what it refuses
 * by itself it refuses without a word.
 */
@Provider
@PreMatching
class RequestHeadLimit implements ContainerRequestFilter {
  private static final int ADDRESS = 8_192;
  private static final int HEADERS = 16_384;

  @Override
  public void filter(ContainerRequestContext request) {
    int address = request.getUriInfo().getRequestUri().toString().length();
    if (address > ADDRESS) {
      throw new ProblemException(
          ProblemType.ADDRESS_TOO_LONG, "The address has " + address + " characters; it may have " + ADDRESS + ".");
    }
    int headers = 0;
    for (var header : request.getHeaders().entrySet()) {
      for (String value : header.getValue()) {
        headers += header.getKey().length() + value.length();
      }
    }
    if (headers > HEADERS) {
      throw new ProblemException(
          ProblemType.HEADERS_TOO_LARGE, "The headers have " + headers + " characters; they may have " + HEADERS + ".");
    }
  }
}
