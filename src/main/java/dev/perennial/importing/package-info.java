/**
 * Imports of CSV and NDJSON. {@code ImportResource} stores the upload in pieces as it arrives and starts a job; {@code
 * ImportHandler} reads the pieces back row by row ({@code RowReader}), a chunk ahead of what it writes
 * ({@code ReadAhead}), maps each row onto a resource's own fields ({@code RowMapper}) and writes chunk after chunk through the same services
 * as the API ({@code ImportTarget}); rows about renewals name their contract ({@code ContractRows}), rows that are commands are done one by one ({@code CommandTarget}). Good rows land, bad ones are listed by line, and because every row has a key a second run changes nothing.
 */
@NullMarked
package dev.perennial.importing;

import org.jspecify.annotations.NullMarked;
