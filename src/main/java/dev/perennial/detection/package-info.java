/**
 * Detects trigger events in signals and dates by rules, which are data: versioned, dry-runnable over history, immutable once
 * stored. Signals → a row per batch in {@code detection_batch} (committed with them) → {@link dev.perennial.detection.Detection},
 * within a minute: which customers the new signals touch, by rule, and since when → {@link dev.perennial.detection.FactRepository}
 * (one statement per rule) → {@link dev.perennial.detection.Evaluator} (pure: facts in, firings out) → compared with what is
 * stored from that time on: new firings are stored, those whose evidence is gone are retracted by a new revision. What only
 * time brings about (silence, something missing, dates) waits in {@code detection_due}. A signal changes nothing that comes
 * before it, so the order in which signals arrive does not matter, and cost follows what is new.
 */
@NullMarked
package dev.perennial.detection;

import org.jspecify.annotations.NullMarked;
