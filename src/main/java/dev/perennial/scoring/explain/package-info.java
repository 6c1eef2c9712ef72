/**
 * Why a score is what it is, and why it changed, in parts that add up exactly.
 *
 * <p>Flow: model + vector + prediction → {@code Explanation} (reasons) or, for two of them, {@code
 * ScoreDifference} (lines). {@code ShownPoints} turns log-odds into percentage points and into the
 * rounded tenths people see; {@code Wording} makes the sentences.
 */
@NullMarked
package dev.perennial.scoring.explain;

import org.jspecify.annotations.NullMarked;
