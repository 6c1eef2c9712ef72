package dev.perennial.mention;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The numbers a search for bursts was made with.
 *
 * @param level a burst when a count as high would come up less often than this by chance
 */
@Schema(name = "CompetitorBurstParameters")
record BurstParameters(
    int windowDays, int baselineDays, int minimumBaselineDays, double level, List<String> types) {}
