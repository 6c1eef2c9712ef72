package dev.perennial.renewal;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The customer gave notice. */
@Schema(name = "RenewalNoticeRequest")
public record NoticeRequest(
    @NotNull LocalDate receivedDate,
    @Schema(description = "Last day the customer wants to stay; the due date when absent.") @Nullable LocalDate effectiveDate,
    @Size(max = 2000) @Nullable String note) {}
