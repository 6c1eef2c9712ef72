/**
 * Duplicates of one customer, merged and unmerged. {@code CustomerMergeResource → CustomerMergeService →
 * CustomerMergeRepository}: an alias says who stands for whom; contracts, contacts and children go to the survivor and are
 * noted, so that an unmerge takes them back; external ids lead to the survivor; facts and ledgers stay where they were
 * recorded and are read for the whole family ({@code customer.Survivors}).
 */
@NullMarked
package dev.perennial.merge;

import org.jspecify.annotations.NullMarked;
