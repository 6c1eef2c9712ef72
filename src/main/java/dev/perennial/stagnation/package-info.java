/**
 * Since when nothing is new to a customer: no feature adopted, no kind of use begun, no expansion, no change initiative.
 * "We became the status quo" is a risk of its own. {@code StagnationResource → StagnationService → StagnationRepository}: one
 * statement over the signals of one customer, or of all; a past customer's revenue comes from the versions of its contracts.
 */
@NullMarked
package dev.perennial.stagnation;

import org.jspecify.annotations.NullMarked;
