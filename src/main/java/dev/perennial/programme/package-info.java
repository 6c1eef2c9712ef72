/**
 * Programmes and what they did: arms assigned by chance within strata, from a recorded seed, and measured by what everybody
 * was assigned to.
 *
 * <p>Flow: {@code ProgrammeResource} → {@code ProgrammeService} (created; open renewals assigned by {@code scoring}'s stratified
 * assignment, or assignments taken from signals) → {@code ProgrammeRepository}; {@code ProgrammeEffects} compares the arms
 * once renewals are decided. What was not given by chance is never called an effect.
 */
@NullMarked
package dev.perennial.programme;

import org.jspecify.annotations.NullMarked;
