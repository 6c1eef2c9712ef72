package dev.perennial.importing;

import dev.perennial.signal.Intake;
import dev.perennial.tenant.UnknownTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a job is to import; stored as the job's parameters.
 *
 * @param resource customers, contacts, users, products, contracts, renewals or signals
 * @param format CSV or NDJSON
 * @param mapping how rows become fields
 * @param dryRun check everything, write nothing
 * @param backfill the uploader may state when things were known
 * @param unmatched of signals: whether those without a known customer wait for it
 * @param unknownTypes of signals: what happens to types the catalogue lacks
 */
record ImportOrder(String resource, ImportFormat format, ImportMapping mapping, boolean dryRun, boolean backfill,
    Intake.@Nullable Unmatched unmatched, @Nullable UnknownTypes unknownTypes) {
  /** What signals without a customer or of an unknown type mean. */
  Intake intake() {
    return new Intake(unmatched == Intake.Unmatched.KEEP, unknownTypes, false);
  }
}
