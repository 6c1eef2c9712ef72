package dev.perennial.signal;

import java.util.List;

/** A feature that acts on facts as they come in, in the same transaction. The volume is high: look at little, and quickly. */
public interface SignalListener {
  /** @param fresh what was stored just now for the first time, at most a batch */
  void stored(List<Signal> fresh);
}
