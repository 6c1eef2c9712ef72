package dev.perennial.risk;

import dev.perennial.scoring.health.GroupHealth;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the customer is, from signals only: 0 to 100, high is good, 50 neutral.
 *
 * @param groups one per group of signals; with 0 connected features its 50 only says "not known"
 */
@Schema(name = "Health")
public record HealthView(double overall, List<GroupHealth> groups) {}
