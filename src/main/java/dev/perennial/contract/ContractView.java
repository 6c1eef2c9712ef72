package dev.perennial.contract;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.perennial.editing.ExternalId;
import dev.perennial.kernel.Money;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.json.Decimals;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A contract as it is read; status and amounts are those of today, amounts in the contract's
 * currency.
 */
@Schema(name = "Contract")
record ContractView(
    UUID id,
    long version,
    String etag,
    UUID customerId,
    String customerName,
    @Nullable String number,
    ContractKind kind,
    ContractStatus status,
    @Nullable LocalDate signedDate,
    LocalDate startDate,
    @Schema(description = "Last day as agreed, inclusive; null for an evergreen contract.")
        @Nullable LocalDate endDate,
    @Schema(description = "Last day in force: moved by pauses, or cut short. Null while open.")
        @Nullable LocalDate effectiveEndDate,
    boolean evergreen,
    @Nullable Integer termMonths,
    boolean autoRenew,
    int noticeDays,
    String currency,
    @Nullable UUID billToCustomerId,
    @Nullable UUID partnerCustomerId,
    @Nullable UUID coTermGroupId,
    List<UUID> renewsContractIds,
    @Schema(description = "Later contracts that renew this one.") List<UUID> renewedByContractIds,
    @Schema(description = "The contract of another customer that this one carries on.")
        @Nullable UUID transferredFromContractId,
    @Schema(description = "The contract of another customer that carries this one on.")
        @Nullable UUID transferredToContractId,
    @Schema(description = "Last day when it was cut short.") @Nullable LocalDate endedDate,
    @Schema(
            description =
                "Why it was cut short: SUCCEEDED, CANCELLED, TRANSFERRED, CO_TERMED, VOIDED.")
        @Nullable String endReason,
    @Schema(description = "Monthly recurring revenue today: subscriptions in force and not paused.")
        Money mrr,
    @Schema(description = "Twelve times the MRR.") Money arr,
    @Schema(
            description =
                "Total value as agreed: recurring over the term, and one-time. Null for an evergreen contract.")
        @Nullable Money tcv,
    List<Line> lines,
    List<PauseView> pauses,
    @JsonRawValue @Schema(implementation = ExternalId[].class) String externalIds,
    Instant createdAt,
    Instant updatedAt) {

  static ContractView of(ContractRow row, LocalDate today) {
    return of(row, ETags.ofVersion(row.version()), today);
  }

  /** As it was on that day. */
  static ContractView past(ContractRow row, LocalDate day) {
    return of(row, ETags.PAST, day);
  }

  private static ContractView of(ContractRow row, String etag, LocalDate today) {
    ContractTerm term = row.term();
    BigDecimal mrr = RecurringRevenue.mrr(row.kind(), term, row.lines(), today);
    BigDecimal tcv = RecurringRevenue.totalValue(term, row.lines());
    return new ContractView(
        row.id(),
        row.version(),
        etag,
        row.customerId(),
        row.customerName(),
        row.number(),
        row.kind(),
        term.status(today),
        row.signedDate(),
        row.startDate(),
        term.endDate(),
        term.effectiveEnd(),
        term.endDate() == null,
        row.termMonths(),
        row.autoRenew(),
        row.noticeDays(),
        row.currency(),
        row.billToCustomerId(),
        row.partnerCustomerId(),
        row.coTermGroupId(),
        row.renewsContractIds(),
        row.renewedByContractIds(),
        row.transferredFromContractId(),
        row.transferredToContractId(),
        row.endedDate(),
        row.endReason(),
        new Money(mrr, row.currency()),
        new Money(mrr.multiply(RecurringRevenue.MONTHS_PER_YEAR), row.currency()),
        tcv == null ? null : new Money(tcv, row.currency()),
        row.lines().stream().map(line -> Line.of(row, term, line)).toList(),
        row.pauses().stream().map(PauseView::of).toList(),
        row.externalIds(),
        row.createdAt(),
        row.updatedAt());
  }

  /** Days in which the contract rests. */
  @Schema(name = "ContractPause")
  record PauseView(LocalDate fromDate, LocalDate toDate, boolean extendsEnd) {
    static PauseView of(Pause pause) {
      return new PauseView(pause.fromDate(), pause.toDate(), pause.extensionDays() > 0);
    }
  }

  /** A line with the dates and the monthly amount that follow from its contract. */
  @Schema(name = "ContractLine")
  record Line(
      UUID id,
      UUID productId,
      String productName,
      BigDecimal quantity,
      @Schema(type = SchemaType.STRING, format = "decimal", examples = "12.50")
          @JsonSerialize(using = Decimals.AmountWriter.class)
          BigDecimal unitPrice,
      BigDecimal discountPercent,
      ChargeType chargeType,
      AmountPeriod amountPeriod,
      LocalDate startDate,
      @Schema(description = "Last day, inclusive; null while open.") @Nullable LocalDate endDate,
      @Schema(
              description =
                  "Monthly recurring amount while the line is in force; 0 for lines outside MRR.")
          Money mrr) {

    static Line of(ContractRow row, ContractTerm term, ContractLineFields line) {
      UUID product = java.util.Objects.requireNonNull(line.productId().id());
      return new Line(
          java.util.Objects.requireNonNull(line.id()),
          product,
          row.productNames().getOrDefault(product, ""),
          line.quantity(),
          line.unitPrice(),
          line.discountPercent(),
          line.chargeType(),
          line.amountPeriod(),
          term.startOf(line),
          term.endOf(line),
          new Money(RecurringRevenue.mrr(row.kind(), term, line), row.currency()));
    }
  }
}
