/**
 * What a person may ask for, and how long things are kept. {@code ContactPrivacyResource → PrivacyService → owner's functions}: the
 * service itself cannot change a ledger; {@code platform.erase_person} can, and keeps its rows. The list of personal columns is
 * {@code platform.personal_column}. {@code RetentionService} deletes what a tenant no longer keeps, facts as a whole.
 */
@NullMarked
package dev.perennial.privacy;

import org.jspecify.annotations.NullMarked;
