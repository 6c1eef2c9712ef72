package dev.perennial.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in a short plain sentence what an entry is. */
final class TimelineTitles {
  private static final int SHOWN_FIELDS = 4;

  private TimelineTitles() {}

  static String of(TimelineKind kind, String type, JsonNode detail) {
    return switch (kind) {
      case SIGNAL -> signal(type, detail);
      case CHANGE -> change(type, detail);
      case SCORE -> score(detail);
      case TRIGGER_EVENT -> triggerEvent(type, detail);
    };
  }

  /**
   * "Inbound interaction by email: complaint", "Ticket opened: outage, severity 4", "Usage: logins
   * 42".
   */
  private static String signal(String type, JsonNode detail) {
    StringBuilder title = new StringBuilder();
    String noun = noun(detail.path("kind").asText());
    title.append(
        detail.path("direction").isTextual()
            ? capitalised(detail.path("direction").asText()) + " " + noun.toLowerCase(Locale.ROOT)
            : noun);
    if (detail.path("phase").isTextual()) {
      title.append(' ').append(detail.path("phase").asText().toLowerCase(Locale.ROOT));
    }
    if (detail.path("channel").isTextual()) {
      title.append(" by ").append(detail.path("channel").asText());
    }
    title.append(": ").append(words(type));
    if (detail.path("value").isNumber()) {
      title.append(' ').append(plain(detail.path("value").decimalValue()));
    }
    if (detail.path("severity").isNumber()) {
      title.append(", severity ").append(detail.path("severity").asInt());
    }
    return title.toString();
  }

  /** "Trigger event: champion left", "Trigger event: ticket burst, detected by ticket_burst@1". */
  private static String triggerEvent(String type, JsonNode detail) {
    String title = "Trigger event: " + words(type);
    return detail.path("detectedBy").isTextual() ? title + ", detected by " + detail.path("detectedBy").asText() : title;
  }

  private static String noun(String kind) {
    return switch (kind) {
      case "SURVEY" -> "Survey answer";
      case "METRIC" -> "Measured value";
      default -> capitalised(kind);
    };
  }

  /** "Renewal stage changed: stage", "Contract updated: endDate, autoRenew and 3 more". */
  private static String change(String type, JsonNode detail) {
    List<String> fields = new ArrayList<>();
    detail.path("changes").fieldNames().forEachRemaining(fields::add);
    detail.path("personalFields").forEach(name -> fields.add(name.asText()));
    String what = capitalised(words(type.replace('.', ' ')));
    if (fields.isEmpty()) {
      return what;
    }
    int more = fields.size() - SHOWN_FIELDS;
    String shown = String.join(", ", fields.subList(0, Math.min(SHOWN_FIELDS, fields.size())));
    return what + ": " + shown + (more > 0 ? " and " + more + " more" : "");
  }

  /** "Risk of not renewing 34% (HIGH), up 5 points". */
  private static String score(JsonNode detail) {
    long percent = Math.round(100 * detail.path("probability").asDouble());
    String title = "Risk of not renewing " + percent + "% (" + detail.path("band").asText() + ")";
    if (!detail.path("change").isNumber()) {
      return title + ", first score";
    }
    long before = Math.round(100 * detail.path("previous").path("probability").asDouble());
    long points = percent - before;
    if (points == 0) {
      return title + ", unchanged";
    }
    return title
        + (points > 0 ? ", up " : ", down ")
        + Math.abs(points)
        + (Math.abs(points) == 1 ? " point" : " points");
  }

  private static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return Math.abs(stripped.scale()) > 12 ? stripped.toString() : stripped.toPlainString();
  }

  private static String words(String code) {
    return code.replace('_', ' ');
  }

  private static String capitalised(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT)
            + text.substring(1).toLowerCase(Locale.ROOT);
  }
}
