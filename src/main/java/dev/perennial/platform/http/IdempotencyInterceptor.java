package dev.perennial.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.db.Contention;
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
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
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
  private final Contention contention;
  private final ObjectMapper json;
  private final HttpHeaders headers;
  private final UriInfo uri;
  private final Request request;

  IdempotencyInterceptor(
      IdempotencyRepository repository, Contention contention, ObjectMapper json,
      @Context HttpHeaders headers, @Context UriInfo uri, @Context Request request) {
    this.repository = repository;
    this.contention = contention;
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
    return hasUpload(call) ? inTransaction(call, key) : contention.overcome(() -> inTransaction(call, key));
  }

  private Response inTransaction(InvocationContext call, String key) {
    MessageDigest digest = digest(call);
    return QuarkusTransaction.requiringNew().call(() -> once(call, key, digest));
  }

  /** What was read of it cannot be read again. */
  private static boolean hasUpload(InvocationContext call) {
    return Arrays.stream(call.getParameters()).anyMatch(InputStream.class::isInstance);
  }

  private Response once(InvocationContext call, String key, MessageDigest digest) throws Exception {
    if (!repository.tryLock(key)) {
      throw new ProblemException(
          ProblemType.REQUEST_IN_FLIGHT, "A request with this Idempotency-Key is still being worked on.");
    }
    Optional<StoredReply> stored = repository.find(key);
    if (stored.isPresent()) {
      readToTheEnd(call);
      return stored.get().replay(hash(digest));
    }
    Response response = (Response) call.proceed();
    if (response.getStatus() < 400) {
      readToTheEnd(call);
      repository.store(key, StoredReply.of(hash(digest), response, json));
    }
    return response;
  }

  private static String hash(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** An upload is compared as it is read: it may be larger than memory. */
  private static void readToTheEnd(InvocationContext call) throws IOException {
    for (Object parameter : call.getParameters()) {
      if (parameter instanceof DigestInputStream upload) {
        upload.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  /** Of the request but for an upload, which adds itself while it is read. */
  private MessageDigest digest(InvocationContext call) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((request.getMethod() + " " + uri.getRequestUri().getPath() + "?" + uri.getRequestUri().getQuery())
          .getBytes(StandardCharsets.UTF_8));
      Object[] parameters = call.getParameters();
      for (int i = 0; i < parameters.length; i++) {
        if (parameters[i] instanceof InputStream upload) {
          parameters[i] = new DigestInputStream(upload, digest);
        } else if (isBody(parameters[i])) {
          digest.update(json.writeValueAsBytes(parameters[i]));
        }
      }
      call.setParameters(parameters);
      return digest;
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Records and JSON trees are bodies; contexts are not part of the request's meaning. */
  private static boolean isBody(Object parameter) {
    return parameter != null
        && (parameter instanceof Record || parameter instanceof com.fasterxml.jackson.databind.JsonNode);
  }
}
