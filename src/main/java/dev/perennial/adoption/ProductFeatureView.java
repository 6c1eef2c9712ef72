package dev.perennial.adoption;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A feature of the product and the signals that show its adoption. */
public record ProductFeatureView(
    String code, String name, @Nullable UUID productId, LocalDate releaseDate, SignalPredicate predicate, Instant updatedAt) {}
