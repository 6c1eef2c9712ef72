package dev.perennial.signal;

import java.util.List;

/**
 * A batch as it goes to the database; made before the transaction, and beside the writing of the batch before it.
 *
 * @param ordered by {@link SignalKey}, the earlier of two equal ones first
 * @param text the rows as {@code COPY} reads them; empty for batches so small that arrays carry them
 */
record PreparedSignals(List<Signal> ordered, byte[] text) {
  boolean isEmpty() {
    return ordered.isEmpty();
  }

  int size() {
    return ordered.size();
  }
}
