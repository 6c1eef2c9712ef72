package dev.perennial.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Turns the text of a cell into a JSON value, by the file's own formats of dates and numbers. */
final class CellReader {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final DateTimeFormatter dates;
  private final DateTimeFormatter times;
  private final ZoneId zone;
  private final boolean decimalComma;

  CellReader(ImportMapping mapping) {
    try {
      dates = formatter(mapping.dateFormat(), DateTimeFormatter.ISO_LOCAL_DATE);
      times = formatter(mapping.dateTimeFormat(), DateTimeFormatter.ISO_LOCAL_DATE_TIME);
      zone = mapping.timeZone() == null ? ZoneOffset.UTC : ZoneId.of(mapping.timeZone());
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new RowFault("mapping", "dateFormat, dateTimeFormat or timeZone is not understood.");
    }
    decimalComma = ",".equals(mapping.decimalMark());
  }

  private static DateTimeFormatter formatter(@org.jspecify.annotations.Nullable String pattern, DateTimeFormatter otherwise) {
    // uuuu is the year that strict resolution understands without an era; people write yyyy
    return pattern == null
        ? otherwise
        : DateTimeFormatter.ofPattern(pattern.replace("yyyy", "uuuu"), Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  }

  JsonNode read(String target, String text, TargetTypes.Kind kind, int shiftDays) {
    return switch (kind) {
      case TEXT -> JSON.textNode(text);
      case DECIMAL -> JSON.textNode(decimal(target, text).toPlainString());
      case NUMBER -> JSON.numberNode(decimal(target, text));
      case INTEGER -> integer(target, text);
      case BOOLEAN -> bool(target, text);
      case DATE -> JSON.textNode(date(target, text).plusDays(shiftDays).toString());
      case TIME -> JSON.textNode(time(target, text).toString());
      case LIST, EXTERNAL_IDS -> list(text);
      case ANY -> any(text);
    };
  }

  private BigDecimal decimal(String target, String text) {
    String plain = decimalComma ? text.replace(".", "").replace(',', '.') : text.replace(",", "");
    try {
      return new BigDecimal(plain.strip());
    } catch (NumberFormatException e) {
      throw new RowFault(target, "\"" + clip(text) + "\" is not a number.");
    }
  }

  private JsonNode integer(String target, String text) {
    try {
      return JSON.numberNode(decimal(target, text).longValueExact());
    } catch (ArithmeticException e) {
      throw new RowFault(target, "\"" + clip(text) + "\" is not a whole number.");
    }
  }

  private static JsonNode bool(String target, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "y", "1" -> JSON.booleanNode(true);
      case "false", "no", "n", "0" -> JSON.booleanNode(false);
      default -> throw new RowFault(target, "\"" + clip(text) + "\" is neither true nor false.");
    };
  }

  private LocalDate date(String target, String text) {
    try {
      return LocalDate.parse(text, dates);
    } catch (DateTimeException e) {
      try {
        return LocalDateTime.parse(text, times).toLocalDate();
      } catch (DateTimeException none) {
        throw new RowFault(target, "\"" + clip(text) + "\" is not a date in the format of this file.");
      }
    }
  }

  private Instant time(String target, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException notAnInstant) {
      try {
        return LocalDateTime.parse(text, times).atZone(zone).toInstant();
      } catch (DateTimeException notATime) {
        return date(target, text).atStartOfDay(zone).toInstant();
      }
    }
  }

  private static ArrayNode list(String text) {
    ArrayNode list = JSON.arrayNode();
    for (String item : text.split(";", -1)) {
      if (!item.isBlank()) {
        list.add(item.strip());
      }
    }
    return list;
  }

  /** An attribute has no declared type: numbers and truth values are what they look like. */
  private JsonNode any(String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return JSON.booleanNode(Boolean.parseBoolean(text));
    }
    boolean grouped = decimalComma && text.matches("-?\\d{1,3}(\\.\\d{3})*(,\\d{1,9})?");
    String plain = grouped ? text.replace(".", "").replace(',', '.') : text;
    if (plain.matches("-?(0|[1-9]\\d{0,14})(\\.\\d{1,9})?")) {
      return number(plain);
    }
    return JSON.textNode(text);
  }

  /** Read as JSON is read everywhere, so that the same number is the same when it comes again. */
  private static JsonNode number(String plain) {
    try {
      return MAPPER.readTree(plain);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String clip(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
