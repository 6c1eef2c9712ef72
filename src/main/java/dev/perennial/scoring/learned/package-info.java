/**
 * Learned models at work: a document and the columns given become flat arrays.
 *
 * <p>Flow: {@code ModelDocument} + columns → {@code CompiledModel} ({@code LinearPart}, {@code ShapePart}s,
 * {@code PairPart}s over a {@code Block} of rows) → probability, interval, contributions. {@code LearnedModel}
 * is the same as a {@code Model} over a feature set, {@code TableScores} over a table.
 */
@NullMarked
package dev.perennial.scoring.learned;

import org.jspecify.annotations.NullMarked;
