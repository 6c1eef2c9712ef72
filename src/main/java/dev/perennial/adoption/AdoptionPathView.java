package dev.perennial.adoption;

import dev.perennial.platform.http.ETags;
import java.time.Instant;
import java.util.List;

/** A stored path. */
public record AdoptionPathView(
    String code, long version, String etag, String name, boolean strictOrder, List<AdoptionStep> steps, Instant updatedAt) {

  AdoptionPathView(String code, long version, String name, boolean strictOrder, List<AdoptionStep> steps, Instant updatedAt) {
    this(code, version, ETags.ofVersion(version), name, strictOrder, steps, updatedAt);
  }
}
