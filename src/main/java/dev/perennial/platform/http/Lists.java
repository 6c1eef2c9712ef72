package dev.perennial.platform.http;

import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers lists: the page and a {@code Link: rel="next"} header. */
public final class Lists {
  private Lists() {}

  public static <T> RestResponse<Page<T>> ok(UriInfo uri, Page<T> page) {
    RestResponse.ResponseBuilder<Page<T>> response = RestResponse.ResponseBuilder.ok(page);
    if (page.nextCursor() != null) {
      String next =
          uri.getRequestUriBuilder().replaceQueryParam("cursor", page.nextCursor()).build().toString();
      response.header("Link", "<" + next + ">; rel=\"next\"");
    }
    return response.build();
  }
}
