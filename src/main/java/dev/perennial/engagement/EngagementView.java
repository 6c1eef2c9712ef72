package dev.perennial.engagement;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a customer and we are in touch.
 *
 * @param asOf the time it is computed for
 * @param silentSince the last contact in either direction; without any, since when a source could have told of the customer
 * @param silentDays whole days since then; null when no source of interactions is connected
 * @param connectedSince since when a source of interactions is connected
 * @param contacts interactions ever
 * @param participants the contacts met last, by id
 */
@Schema(name = "Engagement")
record EngagementView(
    UUID customerId,
    Instant asOf,
    EngagementState state,
    @Nullable Instant silentSince,
    @Nullable Long silentDays,
    @Nullable Instant connectedSince,
    @Nullable Instant lastInboundAt,
    @Nullable Instant lastOutboundAt,
    long contacts,
    @Nullable Gap longestGap,
    Cadence cadence,
    Sentiment sentiment,
    @JsonRawValue @Schema(implementation = Participant[].class) String participants,
    ContactPermission contact,
    Parameters parameters) {

  /** The numbers the answer was asked for with. */
  @Schema(name = "EngagementParameters")
  record Parameters(int silentDays, int windowDays) {}

  /**
   * The longest time without any contact in the current term of the contract that ends first, open ends included; it begins
   * no earlier than a source could have told of the customer.
   *
   * @param termTo null: evergreen
   */
  @Schema(name = "EngagementGap")
  record Gap(
      UUID contractId, LocalDate termFrom, @Nullable LocalDate termTo, double days, Instant from, Instant to) {}

  /** Contacts per month (30 days) in the window up to now and in the one before it. */
  @Schema(name = "EngagementCadence")
  record Cadence(Rate now, Rate before) {}

  /** Interactions without a direction count in {@code all} alone. */
  @Schema(name = "EngagementRate")
  record Rate(double inbound, double outbound, double all) {}

  /**
   * Means of -1 to 1 over the window and the one before.
   *
   * @param slopePerMonth of a straight line through both windows; null under three values
   */
  @Schema(name = "EngagementSentiment")
  record Sentiment(
      @Nullable Double mean, long values, @Nullable Double meanBefore, long valuesBefore, @Nullable Double change,
      @Nullable Double slopePerMonth) {}

  /** Somebody who took part. */
  @Schema(name = "EngagementParticipant")
  record Participant(UUID contactId, long contacts, Instant lastContactAt) {}

  /**
   * Whether we may contact the customer now.
   *
   * @param nextAllowedAt when nothing known now speaks against it any more; null when nothing does
   * @param outboundInCap outbound contacts within the days of the cap
   * @param restrictedContacts people who are not to be contacted yet
   */
  @Schema(name = "ContactPermission")
  record ContactPermission(
      boolean mayContact,
      List<ContactReason> reasons,
      @Nullable Instant nextAllowedAt,
      @Nullable LocalDate doNotContactUntilDate,
      @Nullable Integer maxContacts,
      @Nullable Integer capDays,
      @Nullable Integer outboundInCap,
      @JsonRawValue @Schema(implementation = RestrictedContact[].class) String restrictedContacts) {}

  /** One reason, and until when it holds. */
  @Schema(name = "ContactReason")
  record ContactReason(Code code, String sentence, Instant until) {
    @Schema(name = "ContactReasonCode")
    enum Code {
      DO_NOT_CONTACT,
      CONTACT_CAP
    }
  }

  /** A person with a date of their own. */
  @Schema(name = "RestrictedContact")
  record RestrictedContact(UUID contactId, LocalDate doNotContactUntilDate) {}

  /** Counts of one window. */
  record Window(long inbound, long outbound, long all, long sentiments, @Nullable Double sentiment, int days) {
    private static final double MONTH = 30;

    static Window read(ResultSet row, String prefix, int days) throws SQLException {
      return new Window(
          row.getLong(prefix + "inbound"), row.getLong(prefix + "outbound"), row.getLong(prefix + "contacts"),
          row.getLong(prefix + "sentiments"), Rows.doubleOrNull(row, prefix + "sentiment"), days);
    }

    Rate rate() {
      return new Rate(inbound * MONTH / days, outbound * MONTH / days, all * MONTH / days);
    }
  }
}
