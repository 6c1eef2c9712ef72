package dev.perennial.currency;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rate to store. */
record ExchangeRateRequest(
    @Schema(description = "Reporting currency per one unit, e.g. \"0.9215\".", example = "0.9215")
        @NotNull
        @Pattern(regexp = "\\d{1,9}(\\.\\d{1,9})?", message = "must be a decimal string of at most nine decimals")
        String rate) {}
