package dev.perennial.successmetric;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a metric may not carry a renewal. */
public record MetricWarning(
    @Schema(
            description =
                "REVENUE_HAS_MANY_CAUSES, DEFINED_BY_US, NOT_A_BENEFIT, NOT_MEASURABLE, NOT_ATTRIBUTABLE,"
                    + " QUALITY_NOT_ASSESSED, NO_UNIT, NO_BASELINE, NO_TARGET, BASELINE_EQUALS_TARGET or TARGET_AGAINST_DIRECTION.")
        String code,
    String detail) {}
