package dev.perennial.signal;

import java.util.List;
import java.util.Set;

/** A feature that acts on facts as they come in, in the same transaction. The volume is high: look at little, and quickly. */
public interface SignalListener {
  /** Kinds it looks at. */
  Set<SignalKind> kinds();

  /** Whether it looks at such a signal of them at all: what nobody looks at is not even named by the store. */
  boolean looksAt(Signal signal);

  /** @param fresh what was stored just now for the first time, at most a batch */
  void stored(List<Signal> fresh);
}
