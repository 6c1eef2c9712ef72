package dev.perennial.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * Gives every single read that has no tag of its own a weak one, made of its text: {@code If-None-Match} works alike
 * everywhere. What is computed, or of the past, is nothing to write against, and a weak tag is never good for {@code If-Match}.
 */
@Provider
class ConditionalReads implements ContainerResponseFilter {
  private final ETags etags;

  ConditionalReads(ETags etags) {
    this.etags = etags;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!request.getMethod().equals(HttpMethod.GET) || response.getStatus() != 200 || !isSingle(response)
        || response.getHeaders().containsKey(HttpHeaders.ETAG)
        || "no-store".equals(response.getHeaderString(HttpHeaders.CACHE_CONTROL))) {
      return;
    }
    byte[] body = etags.bytes(response.getEntity());
    String tag = ETags.weak(body);
    response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
    if (ETags.matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
      response.setStatus(304);
      response.setEntity(null);
    } else {
      response.setEntity(body, null, MediaType.APPLICATION_JSON_TYPE);
    }
  }

  /** Records and JSON are ours to write; pages, texts, files and what is written already are not. */
  private static boolean isSingle(ContainerResponseContext response) {
    Object entity = response.getEntity();
    MediaType type = response.getMediaType();
    boolean json = type == null || type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    return json && (entity instanceof JsonNode || entity instanceof Record && !(entity instanceof Page<?>));
  }
}
