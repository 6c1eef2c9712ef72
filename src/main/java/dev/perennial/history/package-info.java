/**
 * What was known when. Every write of edited state appends a version ({@code platform.keep_versions}); {@code PointInTime}
 * is the pair (knownAt, recordedBy) a read may name, {@code PastState} the SQL of what a table held for that pair, {@code
 * TermSql} that of the terms a contract had, {@code Versions} the list of an object's versions. Features read their own past
 * with these; facts and ledgers carry the two
 * times in their rows.
 */
@NullMarked
package dev.perennial.history;

import org.jspecify.annotations.NullMarked;
