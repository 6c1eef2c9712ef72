package dev.perennial.platform.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** JSON in and out of jsonb columns. */
public final class Json {
  private static final String UTC = "+00:00";

  /** Length of a time up to its seconds. */
  private static final int SECONDS = 19;

  private Json() {}

  public static PGobject jsonb(ObjectMapper json, @Nullable Object value) throws SQLException {
    PGobject object = new PGobject();
    object.setType("jsonb");
    object.setValue(value == null ? null : write(json, value));
    return object;
  }

  public static String write(ObjectMapper json, Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not writable as JSON: " + value.getClass(), e);
    }
  }

  /** What is stored was checked when it came in: names that come twice are not looked for again. */
  public static JsonNode read(ObjectMapper json, String text) {
    try {
      return json.reader().without(StreamReadFeature.STRICT_DUPLICATE_DETECTION).readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database returned malformed JSON", e);
    }
  }

  /** A time as PostgreSQL writes it into JSON, {@code 2026-11-30T17:20:00.123456+00:00}; a formatter takes ten times as long. */
  public static Instant instant(String text) {
    if (!text.endsWith(UTC) || text.length() < SECONDS + UTC.length() || text.charAt(4) != '-') {
      return OffsetDateTime.parse(text).toInstant();
    }
    int nanos = 0;
    int end = text.length() - UTC.length();
    for (int i = SECONDS + 1, unit = 100_000_000; i < end; i++, unit /= 10) {
      nanos += unit * Character.digit(text.charAt(i), 10);
    }
    return LocalDateTime.of(
            number(text, 0, 4), number(text, 5, 7), number(text, 8, 10), number(text, 11, 13), number(text, 14, 16),
            number(text, 17, SECONDS), nanos)
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int begin, int end) {
    return Integer.parseInt(text, begin, end, 10);
  }
}
