package dev.perennial.learning;

import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a model did in earnest: the last score it gave each renewal before that was decided, against the decision.
 *
 * @param from decided on or after this day
 * @param to decided before this day
 * @param rows renewals decided, of those that it scored in time
 * @param expected losses that its probabilities add up to
 * @param allowed how far observed and expected may be apart by chance: two standard deviations
 * @param alarm whether they are further apart
 * @param verdict the same in words
 * @param judgement every measure of quality; null where no renewal was decided
 */
@Schema(name = "ModelMonitoring")
public record ModelMonitoring(
    UUID modelId,
    LocalDate from,
    LocalDate to,
    int rows,
    int losses,
    double expected,
    double allowed,
    boolean alarm,
    String verdict,
    @Nullable Judgement judgement) {}
