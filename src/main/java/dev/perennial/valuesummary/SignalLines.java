package dev.perennial.valuesummary;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What signals say: usage, support, surveys, advocacy. */
final class SignalLines {
  /** Usage must change by this share to say anything. */
  private static final double NOTABLE = 0.1;

  private SignalLines() {}

  static void add(ValueFactRepository.Facts facts, ValueLines lines) {
    usage(facts.usage(), lines);
    tickets(facts.tickets(), lines);
    surveys(facts.surveys(), lines);
    advocacy(facts.advocacy(), lines);
  }

  private static void usage(@Nullable JsonNode types, ValueLines lines) {
    if (types == null) {
      lines.missing.add(
          new ValueLine("USAGE", "No usage was recorded in the last 365 days.", "signal", null, null, null, Map.of()));
      return;
    }
    for (JsonNode type : types) {
      double recent = type.path("recent").asDouble(0);
      double before = type.path("before").asDouble(0);
      if (recent == 0 && before == 0) {
        continue;
      }
      Double growth = before == 0 ? null : recent / before - 1;
      String sentence =
          capitalised(type) + " in the last 90 days: " + ValueLines.number(recent) + ", after " + ValueLines.number(before)
              + " in the 90 days before" + (growth == null ? "." : " (" + signed(growth) + ").");
      ValueLine line = line("USAGE", sentence, type, ValueLines.figures("type", type.path("type").asText(), "recent", recent, "before", before, "growth", growth));
      if (growth == null || growth >= NOTABLE) {
        lines.evidence.add(line);
      } else if (growth <= -NOTABLE) {
        lines.against.add(line);
      }
    }
  }

  private static void tickets(@Nullable JsonNode states, ValueLines lines) {
    if (states == null) {
      return;
    }
    JsonNode closed = states.path("CLOSED");
    JsonNode stillOpen = states.path("OPEN");
    int solved = closed.path("tickets").asInt();
    int open = stillOpen.path("tickets").asInt();
    int severe = stillOpen.path("severe").asInt();
    Double hours = closed.path("medianHours").isNumber() ? closed.path("medianHours").asDouble() : null;
    Map<String, Object> figures =
        ValueLines.figures(
            "opened", closed.path("opened").asInt() + stillOpen.path("opened").asInt(), "solved", solved, "open", open,
            "severeOpen", severe, "medianHours", hours);
    if (solved > 0) {
      String time = hours == null ? "." : ", half of them within " + ValueLines.number(hours) + " hours.";
      lines.evidence.add(line("SUPPORT", solved + (solved == 1 ? " ticket" : " tickets") + " solved in the last 365 days" + time, closed, figures));
    }
    if (open > 0) {
      String detail = severe == 0 ? "." : ", " + severe + " of them severe.";
      lines.against.add(line("SUPPORT", open + (open == 1 ? " ticket is" : " tickets are") + " still open" + detail, stillOpen, figures));
    }
  }

  private static void surveys(@Nullable JsonNode answers, ValueLines lines) {
    if (answers == null) {
      lines.missing.add(
          new ValueLine("SURVEY", "No survey answer in the last 365 days.", "signal", null, null, null, Map.of()));
      return;
    }
    for (JsonNode answer : answers) {
      double value = answer.path("value").asDouble();
      ValueLine line =
          line(
              "SURVEY", "Last answer to " + words(answer) + ": " + ValueLines.number(value) + ".", answer,
              ValueLines.figures("type", answer.path("type").asText(), "value", value, "contactId", answer.path("contactId").textValue()));
      switch (judged(answer.path("type").asText(), value)) {
        case 1 -> lines.evidence.add(line);
        case -1 -> lines.against.add(line);
        default -> {} // neither sells nor costs the renewal
      }
    }
  }

  /** 1 speaks for the renewal, -1 against it: NPS promoters and detractors, the top and bottom two of five, ends of 1–7. */
  private static int judged(String type, double value) {
    String name = type.toLowerCase(Locale.ROOT);
    if (name.contains("nps")) {
      return value >= 9 ? 1 : value <= 6 ? -1 : 0;
    }
    if (name.contains("csat")) {
      return value >= 4 ? 1 : value <= 2 ? -1 : 0;
    }
    return name.contains("ces") ? value >= 6 ? 1 : value <= 3 ? -1 : 0 : 0;
  }

  private static void advocacy(@Nullable JsonNode acts, ValueLines lines) {
    for (JsonNode act : acts == null ? List.<JsonNode>of() : acts) {
      boolean bad = act.path("sentiment").asDouble(1) < 0;
      String channel = act.path("channel").isTextual() ? " by " + act.path("channel").asText() : "";
      (bad ? lines.against : lines.evidence)
          .add(
              line(
                  "ADVOCACY", (bad ? "Spoke badly of us: " : "Spoke up for us: ") + words(act) + channel + ".", act,
                  ValueLines.figures(
                      "type", act.path("type").asText(), "sentiment", act.path("sentiment").isNumber() ? act.path("sentiment").asDouble() : null,
                      "contactId", act.path("contactId").textValue())));
    }
  }

  private static ValueLine line(String topic, String sentence, JsonNode fact, Map<String, Object> figures) {
    String id = fact.path("id").textValue();
    return new ValueLine(
        topic, sentence, "signal", id == null ? null : UUID.fromString(id), fact.path("source").textValue(), at(fact), figures);
  }

  private static @Nullable Instant at(JsonNode fact) {
    String text = fact.path("at").textValue();
    return text == null ? null : OffsetDateTime.parse(text).toInstant();
  }

  private static String words(JsonNode fact) {
    return fact.path("type").asText().replace('_', ' ');
  }

  private static String capitalised(JsonNode fact) {
    String text = words(fact);
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String signed(double share) {
    return (share > 0 ? "+" : "") + ValueLines.percent(share);
  }
}
