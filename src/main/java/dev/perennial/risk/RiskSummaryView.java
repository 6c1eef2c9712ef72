package dev.perennial.risk;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * At-risk and surprise counts.
 *
 * @param today the tenant's day as of which renewals are open
 * @param from losses decided on or after this day
 * @param to losses decided before this day
 * @param definition what counts as a surprise
 * @param byTier one per tier, by name
 * @param byValuePercentile by the amount's rank among the open renewals, and among those decided in
 *     the period: P0_25 is the smallest quarter, P25_75 the middle
 */
@Schema(name = "RiskSummary")
public record RiskSummaryView(
    LocalDate today,
    LocalDate from,
    LocalDate to,
    String definition,
    RiskCounts total,
    List<RiskCounts> byTier,
    List<RiskCounts> byValuePercentile) {}
