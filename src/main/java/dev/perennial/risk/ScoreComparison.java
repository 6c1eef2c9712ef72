package dev.perennial.risk;

import dev.perennial.scoring.explain.DifferenceLine;
import java.math.BigDecimal;
import java.util.List;

/**
 * Why two scores differ, in lines that add up exactly.
 *
 * @param logOddsDifference later less earlier; the sum of the lines' differences (1e-12)
 * @param percentFrom the earlier score as shown
 * @param percentTo the later score as shown: percentFrom plus all points
 * @param lines what changed, the largest first; another model version is a line of its own
 */
public record ScoreComparison(
    RiskScoreSummary from,
    RiskScoreSummary to,
    double logOddsDifference,
    BigDecimal percentFrom,
    BigDecimal percentTo,
    List<DifferenceLine> lines) {}
