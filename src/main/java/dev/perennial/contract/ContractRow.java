package dev.perennial.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contract as one SQL statement returns it.
 *
 * @param extendedEnd last day with the days that pauses add; null = evergreen
 */
record ContractRow(
    UUID id,
    long version,
    UUID customerId,
    String customerName,
    @Nullable String number,
    ContractKind kind,
    @Nullable LocalDate signedDate,
    LocalDate startDate,
    @Nullable LocalDate extendedEnd,
    @Nullable Integer termMonths,
    boolean autoRenew,
    int noticeDays,
    String currency,
    @Nullable UUID billToCustomerId,
    @Nullable UUID partnerCustomerId,
    @Nullable UUID coTermGroupId,
    List<UUID> renewsContractIds,
    List<UUID> renewedByContractIds,
    @Nullable UUID transferredFromContractId,
    @Nullable UUID transferredToContractId,
    @Nullable LocalDate endedDate,
    @Nullable String endReason,
    List<ContractLineFields> lines,
    List<Pause> pauses,
    Map<UUID, String> productNames,
    String externalIds,
    Instant createdAt,
    Instant updatedAt) {

  ContractTerm term() {
    LocalDate agreedEnd =
        extendedEnd == null ? null : extendedEnd.minusDays(ContractTerm.extensionDays(pauses));
    return new ContractTerm(startDate, agreedEnd, endedDate, pauses);
  }

  /** Where an open end sorts: behind every date. */
  Object sortedEnd() {
    return extendedEnd == null ? "infinity" : extendedEnd;
  }
}
