/**
 * Contracts and their lines. {@code ContractResource → ContractService → Editor → ContractEditing →
 * ContractEntity}; what follows from a written contract is one straight line in {@code
 * ContractConsequences}: its queryable lines, the contracts it succeeds, whoever listens ({@link
 * ContractListener}), and last its customer's revenue steps, which outlast a term while its decision
 * is open ({@code RevenueSteps} now, {@code PastContractRevenue} with {@code Grace} as of a time).
 * Money arithmetic is pure: {@code RecurringRevenue} over {@code ContractTerm} and {@code CalendarTerm}.
 */
@NullMarked
package dev.perennial.contract;

import org.jspecify.annotations.NullMarked;
