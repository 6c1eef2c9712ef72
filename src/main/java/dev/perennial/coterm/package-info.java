/**
 * Contracts that get one common end, and with it one decision. {@code CoTermGroupResource → CoTermGroupService →
 * ContractCommands.coTerm}; that the members' renewals are voided and one renewal of all their lines is made follows from
 * the contracts, as everywhere.
 */
@NullMarked
package dev.perennial.coterm;

import org.jspecify.annotations.NullMarked;
