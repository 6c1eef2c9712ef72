package dev.perennial.successmetric;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A question round and how far it is. */
@Schema(name = "QuestionRound")
public record QuestionRoundView(
    UUID id,
    String name,
    LocalDate dueDate,
    Instant createdAt,
    @Schema(description = "Questions asked.") int total,
    @Schema(description = "Those whose metric was measured since the round began.") int answered,
    @Schema(description = "OPEN, COMPLETE, or OVERDUE after the due date.") String state) {

  static final String OVERDUE = "OVERDUE";

  static String state(int total, int answered, LocalDate dueDate, LocalDate today) {
    return answered >= total ? "COMPLETE" : today.isAfter(dueDate) ? OVERDUE : "OPEN";
  }
}
