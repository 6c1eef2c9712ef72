package dev.perennial.mention;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a customer did for us, counted and not weighed.
 *
 * @param state NOT_CONNECTED: no source tells of acts or mentions; NONE: one does, and there was none
 * @param acts in all
 * @param actsLastYear in the 365 days up to {@code asOf}
 * @param recent the newest acts, at most 50
 */
@Schema(name = "CustomerAdvocacy")
record AdvocacyView(
    UUID customerId,
    Instant asOf,
    State state,
    long acts,
    long actsLastYear,
    @Nullable Instant lastActAt,
    List<TypeCount> types,
    List<Act> recent,
    Mentions mentions) {
  @Schema(name = "AdvocacyState")
  enum State {
    ADVOCATE,
    NONE,
    NOT_CONNECTED
  }

  /** Acts of one type. */
  @Schema(name = "AdvocacyTypeCount")
  record TypeCount(String type, long count, Instant lastAt) {}

  /** One act. */
  @Schema(name = "AdvocacyAct")
  record Act(UUID signalId, String type, Instant at, String source, @Nullable UUID contactId, @Nullable String channel) {}

  /** Mentions that are no acts of advocacy. */
  @Schema(name = "MentionCount")
  record Mentions(long count, @Nullable Instant lastAt, @Nullable Double meanSentiment) {}
}
