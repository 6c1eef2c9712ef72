package dev.perennial.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reply kept under an Idempotency-Key: status, the headers that matter, the body without secrets. */
record StoredReply(String requestHash, int status, Map<String, String> headers, @Nullable String body) {

  static StoredReply of(String hash, Response response, ObjectMapper json) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : new String[] {"Location", "ETag", "Content-Type"}) {
      Object value = response.getHeaders().getFirst(name);
      if (value != null) {
        headers.put(name, value.toString());
      }
    }
    return new StoredReply(hash, response.getStatus(), headers, body(response.getEntity(), json));
  }

  private static @Nullable String body(@Nullable Object entity, ObjectMapper json) {
    try {
      return switch (entity) {
        case null -> null;
        case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
        case CarriesSecret secret -> json.writeValueAsString(secret.withoutSecret());
        default -> json.writeValueAsString(entity);
      };
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  Response replay(String hash) {
    if (!requestHash.equals(hash)) {
      throw new ProblemException(
          ProblemType.IDEMPOTENCY_MISMATCH, "This Idempotency-Key was used for a request with other contents.");
    }
    Response.ResponseBuilder response = Response.status(status).header("Idempotency-Replayed", "true");
    headers.forEach(
        (name, value) -> {
          if (!name.equals("Content-Type")) {
            response.header(name, value);
          }
        });
    if (body != null) {
      response.type(MediaType.APPLICATION_JSON_TYPE).entity(body.getBytes(StandardCharsets.UTF_8));
    }
    return response.build();
  }
}
