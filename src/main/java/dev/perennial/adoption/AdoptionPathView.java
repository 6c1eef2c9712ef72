package dev.perennial.adoption;

import java.time.Instant;
import java.util.List;

/** A stored path. */
public record AdoptionPathView(String code, String name, boolean strictOrder, List<AdoptionStep> steps, Instant updatedAt) {}
