package dev.perennial.tenant;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** At most {@code maxContacts} outbound contacts with a customer within any {@code days} days. */
public record ContactCap(@Min(1) @Max(1000) int maxContacts, @Min(1) @Max(366) int days) {}
