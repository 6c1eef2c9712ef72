package dev.perennial.signal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A signal ready to be stored: checked, with its references resolved. When it was recorded is not
 * part of it: the store says so itself.
 *
 * @param customerId a customer of the caller's tenant; the store does not look again
 * @param value unit follows from the type
 * @param sentiment -1 to 1
 * @param severity 1 low to 4 critical
 * @param participants contacts who took part in an interaction
 */
public record Signal(
    String source,
    String sourceId,
    int revision,
    UUID customerId,
    SignalKind kind,
    String type,
    Instant occurredAt,
    Instant knownAt,
    @Nullable Double value,
    @Nullable Double sentiment,
    @Nullable Integer severity,
    @Nullable SignalDirection direction,
    @Nullable String channel,
    @Nullable SignalPhase phase,
    @Nullable String subjectKey,
    boolean retracted,
    @Nullable UUID contactId,
    @Nullable UUID contractId,
    @Nullable UUID productId,
    Map<String, Object> attributes,
    List<UUID> participants) {

  /** A signal that names no participants. */
  public Signal(
      String source, String sourceId, int revision, UUID customerId, SignalKind kind, String type, Instant occurredAt,
      Instant knownAt, @Nullable Double value, @Nullable Double sentiment, @Nullable Integer severity,
      @Nullable SignalDirection direction, @Nullable String channel, @Nullable SignalPhase phase,
      @Nullable String subjectKey, boolean retracted, @Nullable UUID contactId, @Nullable UUID contractId,
      @Nullable UUID productId, Map<String, Object> attributes) {
    this(
        source, sourceId, revision, customerId, kind, type, occurredAt, knownAt, value, sentiment, severity, direction,
        channel, phase, subjectKey, retracted, contactId, contractId, productId, attributes, List.of());
  }

  /** The same under another number. */
  Signal revised(int number) {
    return new Signal(
        source, sourceId, number, customerId, kind, type, occurredAt, knownAt, value, sentiment, severity, direction,
        channel, phase, subjectKey, retracted, contactId, contractId, productId, attributes, participants);
  }

  /** The participants in order as one text, for arrays of arrays have to be even; null for none. */
  @Nullable String participantsText() {
    return participants.isEmpty()
        ? null
        : participants.stream().map(UUID::toString).distinct().sorted().collect(Collectors.joining(","));
  }

  SignalKey key() {
    return new SignalKey(source, sourceId, revision);
  }
}
