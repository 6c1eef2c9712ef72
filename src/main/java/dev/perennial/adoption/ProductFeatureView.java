package dev.perennial.adoption;

import dev.perennial.platform.http.ETags;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A feature of the product and the signals that show its adoption. */
public record ProductFeatureView(
    String code, long version, String etag, String name, @Nullable UUID productId, LocalDate releaseDate,
    SignalPredicate predicate, Instant updatedAt) {

  ProductFeatureView(
      String code, long version, String name, @Nullable UUID productId, LocalDate releaseDate, SignalPredicate predicate,
      Instant updatedAt) {
    this(code, version, ETags.ofVersion(version), name, productId, releaseDate, predicate, updatedAt);
  }
}
