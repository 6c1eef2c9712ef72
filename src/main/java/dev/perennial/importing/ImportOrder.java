package dev.perennial.importing;

/**
 * What a job is to import; stored as the job's parameters.
 *
 * @param resource customers, contacts, users, products, contracts, renewals or signals
 * @param format CSV or NDJSON
 * @param mapping how rows become fields
 * @param dryRun check everything, write nothing
 * @param backfill the uploader may state when things were known
 */
record ImportOrder(String resource, ImportFormat format, ImportMapping mapping, boolean dryRun, boolean backfill) {}
