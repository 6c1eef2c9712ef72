package dev.perennial.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One effect per Idempotency-Key. The reply is stored in the transaction of the effect: either both exist or neither. A
 * second request that arrives while the first is at work is told so at once; it never waits.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class IdempotencyInterceptor {
  static final String HEADER = "Idempotency-Key";
  private static final int MAX_KEY = 255;

  private final IdempotencyRepository repository;
  private final ObjectMapper json;
  private final HttpHeaders headers;
  private final UriInfo uri;
  private final Request request;

  IdempotencyInterceptor(
      IdempotencyRepository repository, ObjectMapper json,
      @Context HttpHeaders headers, @Context UriInfo uri, @Context Request request) {
    this.repository = repository;
    this.json = json;
    this.headers = headers;
    this.uri = uri;
    this.request = request;
  }

  @AroundInvoke
  Object around(InvocationContext call) throws Exception {
    String key = headers.getHeaderString(HEADER);
    if (key == null) {
      return call.proceed();
    }
    if (key.isBlank() || key.length() > MAX_KEY) {
      throw ProblemException.invalid(
          FieldError.parameter(HEADER, "length", "The Idempotency-Key must have 1 to 255 characters."));
    }
    String hash = hash(call);
    return QuarkusTransaction.requiringNew().call(() -> once(call, key, hash));
  }

  private Response once(InvocationContext call, String key, String hash) throws Exception {
    if (!repository.tryLock(key)) {
      throw new ProblemException(
          ProblemType.REQUEST_IN_FLIGHT, "A request with this Idempotency-Key is still being worked on.");
    }
    Optional<StoredReply> stored = repository.find(key);
    if (stored.isPresent()) {
      return stored.get().replay(hash);
    }
    Response response = (Response) call.proceed();
    if (response.getStatus() < 400) {
      repository.store(key, StoredReply.of(hash, response, json));
    }
    return response;
  }

  private String hash(InvocationContext call) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((request.getMethod() + " " + uri.getRequestUri().getPath() + "?" + uri.getRequestUri().getQuery())
          .getBytes(StandardCharsets.UTF_8));
      for (Object parameter : call.getParameters()) {
        if (isBody(parameter)) {
          digest.update(json.writeValueAsBytes(parameter));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Records and JSON trees are bodies; streams cannot be compared, contexts are not part of the request's meaning. */
  private static boolean isBody(Object parameter) {
    return parameter != null
        && !(parameter instanceof InputStream)
        && (parameter instanceof Record || parameter instanceof com.fasterxml.jackson.databind.JsonNode);
  }
}
