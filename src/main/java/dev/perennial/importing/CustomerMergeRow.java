package dev.perennial.importing;

import dev.perennial.editing.Reference;
import jakarta.validation.constraints.NotNull;

/**
 * What a column of a file of merges can become.
 *
 * @param customer the duplicate
 * @param into the customer that survives
 */
record CustomerMergeRow(@NotNull Reference customer, @NotNull Reference into) {}
