/**
 * Who is in touch with whom: two-way silence, cadence, sentiment, and whether we may contact a customer now. {@code
 * EngagementResource → EngagementService → EngagementRepository}: one statement over the interactions of one customer, one
 * over the read model of all. Silence and the absence of data are different answers.
 */
@NullMarked
package dev.perennial.engagement;

import org.jspecify.annotations.NullMarked;
