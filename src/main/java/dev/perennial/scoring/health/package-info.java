/**
 * The field's other number: how the customer is, 0 to 100, from signals only.
 *
 * <p>Flow: model + vector + prediction → {@code HealthScore} with one {@code GroupHealth} per
 * signal group.
 */
@NullMarked
package dev.perennial.scoring.health;

import org.jspecify.annotations.NullMarked;
