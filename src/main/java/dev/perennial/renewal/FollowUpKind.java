package dev.perennial.renewal;

/** What becomes of the contract when a renewal is renewed. */
public enum FollowUpKind {
  /** A successor is made. */
  CREATE,
  /** The contract's end moves. */
  EXTEND,
  /**
   * A contract that exists already is the successor: where a CRM owns contracts, so that none
   * appears twice.
   */
  LINK,
  /** Nothing; the successor comes later, or never here. */
  NONE
}
