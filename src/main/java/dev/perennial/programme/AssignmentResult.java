package dev.perennial.programme;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an assignment came to.
 *
 * @param assigned renewals assigned now
 * @param seed what the draw was made with: the same renewals, arms and seed give the same assignment; null where others
 *     assigned
 * @param byArm renewals assigned now, by arm
 * @param byStratum the same by stratum, then arm
 */
@Schema(name = "AssignmentResult")
public record AssignmentResult(
    int assigned, @Nullable Long seed, Map<String, Long> byArm, Map<String, Map<String, Long>> byStratum) {}
