package dev.perennial.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What kind of value stands at a path of a resource's fields; read from the record that the API itself uses. */
final class TargetTypes {
  /** The kinds of cells. */
  enum Kind {
    TEXT,
    DECIMAL,
    NUMBER,
    INTEGER,
    BOOLEAN,
    DATE,
    TIME,
    LIST,
    /** A list of references, each by its external id. */
    EXTERNAL_IDS,
    ANY
  }

  private TargetTypes() {}

  /** Null when there is no such path. */
  static @Nullable Kind of(Class<?> fields, String path) {
    Type type = fields;
    for (String step : path.split("\\.", -1)) {
      Type next = step(type, step);
      if (next == null) {
        return null;
      }
      type = next;
    }
    return kind(type);
  }

  private static @Nullable Type step(Type type, String step) {
    Class<?> raw = raw(type);
    if (raw == Reference.class || raw.getSimpleName().endsWith("Reference")) {
      return step.equals("externalId") || step.equals("source") ? String.class : null;
    }
    if (Map.class.isAssignableFrom(raw)) {
      return JsonNode.class;
    }
    if (Collection.class.isAssignableFrom(raw)) {
      Type item = ((ParameterizedType) type).getActualTypeArguments()[0];
      if (raw(item) == Reference.class && step.equals("externalId")) {
        return ExternalId[].class;
      }
      return step.matches("\\d{1,3}") ? item : null;
    }
    if (raw.isRecord()) {
      for (RecordComponent component : raw.getRecordComponents()) {
        if (component.getName().equals(step)) {
          return component.getGenericType();
        }
      }
    }
    return null;
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
  }

  private static Kind kind(Type type) {
    Class<?> raw = raw(type);
    if (raw == ExternalId[].class) {
      return Kind.EXTERNAL_IDS;
    }
    if (raw == LocalDate.class) {
      return Kind.DATE;
    }
    if (raw == Instant.class) {
      return Kind.TIME;
    }
    if (raw == BigDecimal.class) {
      return Kind.DECIMAL;
    }
    if (raw == Double.class || raw == double.class) {
      return Kind.NUMBER;
    }
    if (List.of(Integer.class, int.class, Long.class, long.class).contains(raw)) {
      return Kind.INTEGER;
    }
    if (raw == Boolean.class || raw == boolean.class) {
      return Kind.BOOLEAN;
    }
    if (Collection.class.isAssignableFrom(raw)) {
      return Kind.LIST;
    }
    return raw == JsonNode.class || raw == Object.class ? Kind.ANY : Kind.TEXT;
  }
}
