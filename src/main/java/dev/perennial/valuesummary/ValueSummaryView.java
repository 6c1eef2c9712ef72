package dev.perennial.valuesummary;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a customer got, for the talk about its renewal. */
@Schema(name = "ValueSummary")
record ValueSummaryView(
    UUID renewalId,
    UUID customerId,
    String customerName,
    @Nullable LocalDate dueDate,
    @Nullable LocalDate decisionDeadlineDate,
    @Schema(description = "The time it is for.") Instant asOf,
    @Schema(description = "What criteria say as a whole; see `getCriteriaGaps`.") String criteriaState,
    @Schema(description = "What sells the renewal.") List<ValueLine> evidence,
    @Schema(description = "What speaks against it.") List<ValueLine> against,
    @Schema(description = "What nobody can show, and what it would take.") List<ValueLine> missing) {}
