package dev.perennial.platform.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** JSON in and out of jsonb columns. */
public final class Json {
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

  public static JsonNode read(ObjectMapper json, String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database returned malformed JSON", e);
    }
  }
}
