package dev.perennial.customer;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.perennial.editing.ExternalId;
import dev.perennial.kernel.Money;
import dev.perennial.platform.http.ETags;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A customer as it is read.
 *
 * @param etag for If-Match
 * @param mrr monthly recurring revenue today, reporting currency, with what ended undecided within the days of grace; null only in a point-in-time answer, when an exchange rate
 *     was not known then
 * @param arr twelve times the MRR
 * @param nextRenewal the open renewal due first
 * @param highestRisk the riskiest of its open renewals
 */
@Schema(name = "Customer")
record CustomerView(
    UUID id,
    long version,
    String etag,
    String name,
    CustomerStatus status,
    @Nullable UUID parentId,
    AssignedUsers assignments,
    @Nullable String tier,
    @Nullable String sizeClass,
    @Nullable String region,
    String currency,
    @Nullable UUID referredById,
    @Nullable LocalDate doNotContactUntilDate,
    @JsonRawValue @Schema(implementation = Map.class) String attributes,
    @JsonRawValue @Schema(implementation = ExternalId[].class) String externalIds,
    @Nullable Money mrr,
    @Nullable Money arr,
    @Nullable NextRenewal nextRenewal,
    @Nullable HighestRisk highestRisk,
    @Nullable Instant lastInteractionAt,
    Instant createdAt,
    Instant updatedAt) {
  private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

  static CustomerView of(CustomerRow row, String reportingCurrency) {
    BigDecimal mrr = row.mrr() == null ? BigDecimal.ZERO : row.mrr();
    return of(row, ETags.ofVersion(row.version()), mrr, reportingCurrency);
  }

  /** As it was; an MRR of null is not known. */
  static CustomerView past(CustomerRow row, String reportingCurrency) {
    return of(row, ETags.PAST, row.mrr(), reportingCurrency);
  }

  private static CustomerView of(CustomerRow row, String etag, @Nullable BigDecimal mrr, String reportingCurrency) {
    return new CustomerView(
        row.id(),
        row.version(),
        etag,
        row.name(),
        row.status(),
        row.parentId(),
        new AssignedUsers(row.csmId(), row.renewalManagerId(), row.accountExecutiveId()),
        row.tier(),
        row.sizeClass(),
        row.region(),
        row.currency(),
        row.referredById(),
        row.doNotContactUntilDate(),
        row.attributes(),
        row.externalIds(),
        mrr == null ? null : new Money(mrr, reportingCurrency),
        mrr == null ? null : new Money(mrr.multiply(MONTHS), reportingCurrency),
        row.nextRenewalId() == null ? null : new NextRenewal(row.nextRenewalId(), row.nextRenewalDueDate()),
        row.highestRisk() == null ? null : new HighestRisk(row.highestRisk(), String.valueOf(row.highestRiskBand())),
        row.lastInteractionAt(),
        row.createdAt(),
        row.updatedAt());
  }

  /** Ids of the users assigned to a customer. */
  record AssignedUsers(
      @Nullable UUID csmId, @Nullable UUID renewalManagerId, @Nullable UUID accountExecutiveId) {}

  /** The next decision; an evergreen renewal has no due date. */
  record NextRenewal(UUID id, @Nullable LocalDate dueDate) {}

  /** Probability of non-renewal and its band. */
  record HighestRisk(double probability, String band) {}
}
