package dev.perennial.risk;

import java.time.Instant;
import java.util.UUID;

/** One revision of a signal in a test; what is null says nothing. */
public record Fact(
    String sourceId,
    int revision,
    UUID customer,
    Instant occurredAt,
    Instant knownAt,
    String kind,
    String type,
    Double value,
    Double sentiment,
    Integer severity,
    String direction,
    String phase,
    String subjectKey,
    boolean retracted,
    Double effort) {

  public static Fact of(UUID customer, String kind, String type, Instant at, Double value) {
    return new Fact(
        UUID.randomUUID().toString(),
        0,
        customer,
        at,
        at,
        kind,
        type,
        value,
        null,
        null,
        null,
        null,
        null,
        false,
        null);
  }

  static Fact ticket(UUID customer, String key, String phase, Integer severity, Instant at) {
    return new Fact(
        UUID.randomUUID().toString(),
        0,
        customer,
        at,
        at,
        "TICKET",
        "ticket",
        null,
        null,
        severity,
        null,
        phase,
        key,
        false,
        null);
  }

  /** As stored. */
  public String attributes() {
    return effort == null ? null : "{\"effort\": " + effort + ", \"channel\": \"x\"}";
  }

  /** Its attribute as text. */
  String text(String attribute) {
    return effort == null ? null : attribute.equals("effort") ? effort.toString() : attribute.equals("channel") ? "x" : null;
  }

  /** Its number for a feature. */
  Double number(String attribute) {
    return switch (attribute == null ? "value" : attribute) {
      case "value" -> value;
      case "sentiment" -> sentiment;
      case "severity" -> severity == null ? null : Double.valueOf(severity);
      case "effort" -> effort;
      default -> null;
    };
  }
}
