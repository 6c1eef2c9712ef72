/**
 * What contracts grant of metered units and how much of it is used. {@code EntitlementResource → EntitlementService → Editor →
 * EntitlementEntity}; {@code UtilisationResource → UtilisationService → UtilisationRepository}, which measures whole periods
 * and the running one by its pace, so that a quota that has just been reset does not look unused.
 */
@NullMarked
package dev.perennial.utilisation;

import org.jspecify.annotations.NullMarked;
