package dev.perennial.successmetric;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One question to one customer. */
@Schema(name = "QuestionRoundItem")
record QuestionItemView(
    UUID id,
    UUID customerId,
    String customerName,
    @Schema(description = "Answer by recording a measurement of it.") UUID successMetricId,
    String question,
    @Nullable String unit,
    @Schema(description = "OPEN, ANSWERED, or OVERDUE after the round's due date.") String state,
    @Nullable UUID measurementId,
    @Nullable Double value,
    @Nullable UUID respondentContactId,
    @Nullable Instant answeredAt) {}
