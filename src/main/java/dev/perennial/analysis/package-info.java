/**
 * Questions to the past: what predicts renewal, what triggers it, who sees further, and what a programme did.
 *
 * <p>{@code HumanVsModelService} judges people's calls and the model's scores by the same decided renewals, from one
 * statement.
 */
@NullMarked
package dev.perennial.analysis;

import org.jspecify.annotations.NullMarked;
