package dev.perennial.successmetric;

import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A customer whose success nobody measures. */
@Schema(name = "CustomerWithoutSuccessMetric")
record WithoutMetricView(
    UUID customerId,
    String customerName,
    @Nullable String tier,
    @Schema(description = "Start of the first contract, or the day it was created.") LocalDate customerSinceDate,
    @Schema(description = "Days since then.") long days) {}
