package dev.perennial.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags. A tag is {@code "version.bodyHash"}: bodies contain computed parts (revenue, risk) that change without the
 * object being edited, so a conditional GET compares all of it, while {@code If-Match} compares the version alone.
 */
@Singleton
public class ETags {
  /** Stands where an object of the past would have its tag; {@code If-Match} refuses it. */
  public static final String PAST = "\"point-in-time\"";

  /** What the contract says of the header. */
  public static final String IF_MATCH = "The ETag you read; refused with 412 when the object has changed.";

  private final ObjectMapper json;

  ETags(ObjectMapper json) {
    this.json = json;
  }

  /** 200 with the body and its tag, or 304 when the reader already has it. */
  public Response ok(HttpHeaders request, long version, Object body) {
    byte[] bytes = bytes(body);
    String tag = tag(version, bytes);
    if (matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
      return Response.notModified().header(HttpHeaders.ETAG, tag).build();
    }
    return Response.ok(bytes, MediaType.APPLICATION_JSON_TYPE).header(HttpHeaders.ETAG, tag).build();
  }

  /** 200 with a body of the past: no tag of a version, because it is nothing to write against. */
  public static Response past(Object body) {
    return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** 201 with Location, the full body and its tag. */
  public Response created(URI location, long version, Object body) {
    byte[] bytes = bytes(body);
    return Response.created(location)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.ETAG, tag(version, bytes))
        .entity(bytes)
        .build();
  }

  /** 200 with the full body and its tag after a change. */
  public Response written(long version, Object body) {
    byte[] bytes = bytes(body);
    return Response.ok(bytes, MediaType.APPLICATION_JSON_TYPE).header(HttpHeaders.ETAG, tag(version, bytes)).build();
  }

  /** The answer to configuration that was stored: 201 with Location where the request replaced nothing, else 200. */
  public Response stored(HttpHeaders request, String path, String code, long version, Object body) {
    return ifMatch(request) == null ? created(UriBuilder.fromPath(path).build(code), version, body) : written(version, body);
  }

  /** The tag of an item inside a list: the version alone, good for {@code If-Match}. */
  public static String ofVersion(long version) {
    return "\"" + version + "\"";
  }

  /** The version named by {@code If-Match}, or null when the header is absent or {@code *}. */
  public static @Nullable Long ifMatch(HttpHeaders request) {
    String header = request.getHeaderString(HttpHeaders.IF_MATCH);
    if (header == null || header.trim().equals("*")) {
      return null;
    }
    String tag = header.trim();
    try {
      String inner = tag.substring(1, tag.length() - 1);
      int dot = inner.indexOf('.');
      return Long.valueOf(dot < 0 ? inner : inner.substring(0, dot));
    } catch (RuntimeException e) {
      throw new ProblemException(
          ProblemType.PRECONDITION_FAILED, "If-Match names no version of this object: " + clip(tag));
    }
  }

  /**
   * The version of {@code If-Match} where it says whether something is replaced, or null when the header is absent: {@code *}
   * names no version that its writer saw.
   */
  public static @Nullable Long ifMatchNamed(HttpHeaders request) {
    Long version = ifMatch(request);
    if (version == null && request.getHeaderString(HttpHeaders.IF_MATCH) != null) {
      throw new ProblemException(
          ProblemType.PRECONDITION_REQUIRED, "If-Match names the ETag of what is replaced; * names none.");
    }
    return version;
  }

  /** The version of {@code If-Match}, which must be there. */
  public static long requireIfMatch(HttpHeaders request) {
    Long version = ifMatch(request);
    if (version == null) {
      throw new ProblemException(
          ProblemType.PRECONDITION_REQUIRED, "Send If-Match with the ETag of the object you are replacing.");
    }
    return version;
  }

  byte[] bytes(Object body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String tag(long version, byte[] bytes) {
    return "\"" + version + "." + Long.toHexString(checksum(bytes)) + "\"";
  }

  /** The tag of what has no version: of its text alone, and never good for {@code If-Match}. */
  static String weak(byte[] bytes) {
    return "W/\"" + Long.toHexString(checksum(bytes)) + "." + bytes.length + "\"";
  }

  private static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return crc.getValue();
  }

  static boolean matches(@Nullable String header, String tag) {
    if (header == null) {
      return false;
    }
    for (String candidate : header.split(",", -1)) {
      String value = candidate.trim();
      if (value.equals("*") || value.equals(tag) || value.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }

  private static String clip(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length > 80 ? text.substring(0, Math.min(80, text.length())) + "…" : text;
  }
}
