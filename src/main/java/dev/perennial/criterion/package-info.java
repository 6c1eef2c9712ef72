/**
 * Purchase criteria: what a customer judges by, and how well it is delivered. Criteria are edited like everything else;
 * delivery scores are facts with evidence ({@link dev.perennial.fact.Facts}). The gap table is one statement and {@link
 * dev.perennial.criterion.CriteriaGaps}: a failed must-have is never offset by other scores.
 */
@NullMarked
package dev.perennial.criterion;

import org.jspecify.annotations.NullMarked;
