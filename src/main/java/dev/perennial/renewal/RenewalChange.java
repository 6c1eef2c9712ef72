package dev.perennial.renewal;

import org.jspecify.annotations.Nullable;

/**
 * One renewal that was changed or made in this transaction.
 *
 * @param before as it was, null when it is new
 */
record RenewalChange(RenewalEntity renewal, @Nullable RenewalState before) {
  static RenewalChange of(RenewalEntity renewal) {
    return new RenewalChange(renewal, RenewalState.of(renewal));
  }

  static RenewalChange made(RenewalEntity renewal) {
    return new RenewalChange(renewal, null);
  }
}
