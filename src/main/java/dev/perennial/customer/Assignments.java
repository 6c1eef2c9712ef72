package dev.perennial.customer;

import dev.perennial.editing.Reference;
import org.jspecify.annotations.Nullable;

/** Who of ours looks after a customer; each is a user's id or {source, externalId}. */
public record Assignments(
    @Nullable Reference csmId, @Nullable Reference renewalManagerId, @Nullable Reference accountExecutiveId) {
  static final Assignments NOBODY = new Assignments(null, null, null);
}
