/**
 * Contracts and their lines. {@code ContractResource → ContractService → Editor → ContractEditing →
 * ContractEntity}; what follows from a written contract is one straight line in {@code
 * ContractConsequences}: its queryable lines, the contracts it succeeds, its customer's revenue
 * steps, then whoever listens ({@link ContractListener}). Money arithmetic is pure: {@code
 * RecurringRevenue} over {@code ContractTerm} and {@code CalendarTerm}.
 */
@NullMarked
package dev.perennial.contract;

import org.jspecify.annotations.NullMarked;
