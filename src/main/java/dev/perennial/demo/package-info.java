/**
 * The demo portfolio: an invented company's customers with a real causal structure, the same for
 * the same seed and day.
 *
 * <p>Pure part: {@code DemoWorld.generate(seed, anchor)} ← {@code WorldGenerator}: {@code
 * Directory} (users, products, rates) → {@code ProfileMaker} (who a customer is, and its hidden
 * value and engagement) → {@code LifeSimulator} (terms, what happened in each, and the decision
 * drawn from exactly that) → {@code *Signals} (what our systems saw of it). Every random number
 * comes from {@link dev.perennial.demo.Dice}, seeded by the world's seed and the name of what is
 * drawn, so that a change in one place leaves the rest as it was. Dates are relative to the anchor,
 * the day of loading.
 *
 * <p>{@code DemoLoader} stores it and scores its present; {@code CreateTenantCommand} or {@code DemoAtStart} tell the keys.
 * Workers then look at it by rules, score its past and learn from it ({@code DemoLearning}).
 *
 * <p>The chance of a loss is logistic in the facts of the 180 days before the cut-off ({@code
 * Drivers}); webinars, newsletters and office moves have no effect, although the first two go along
 * with engagement.
 */
@NullMarked
package dev.perennial.demo;

import org.jspecify.annotations.NullMarked;
