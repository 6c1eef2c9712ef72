package dev.perennial.risk;

import dev.perennial.scoring.decision.TrajectoryState;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where the scores of a renewal are heading.
 *
 * @param reason the state in plain words
 * @param definition what the states mean
 * @param model whose scores these are: the one that gave the renewal's latest score while it was active; null where there
 *     is none
 * @param threshold in force at the last score; null without a score
 * @param decisionDeadlineDate the line is read at the end of this day; for evergreen contracts, today and the days of notice
 * @param firstProbability of the first point; null without a score
 * @param lastProbability of the last point; null without a score
 * @param slope of the log-odds a month, by least squares; null with fewer than three points, as are the next four
 * @param standardError of the slope
 * @param slopeLowerBound lower end of the two-sided 90% interval of the slope
 * @param slopeUpperBound upper end of the two-sided 90% interval of the slope
 * @param projectedProbability where the line is at the decision deadline, or at the last score where that is later
 * @param points the last score of each month, the earliest first; the latest 36 months with a score
 */
@Schema(name = "RiskTrajectory")
public record RiskTrajectoryView(
    UUID renewalId,
    TrajectoryState state,
    String reason,
    String definition,
    @Nullable VersionReference model,
    @Nullable Double threshold,
    @Nullable LocalDate decisionDeadlineDate,
    @Nullable Double firstProbability,
    @Nullable Double lastProbability,
    @Nullable Double slope,
    @Nullable Double standardError,
    @Nullable Double slopeLowerBound,
    @Nullable Double slopeUpperBound,
    @Nullable Double projectedProbability,
    List<RiskTrajectoryPoint> points) {}
