/**
 * Renewals: the decisions that contracts lead to. {@code ContractListener → RenewalSync → RenewalTerms} (pure: which
 * decisions a contract leads to) {@code → RenewalPlan} (pure: what to make, move, decide, void) {@code → RenewalWriter}
 * (rows, stage history, the revenue that days of grace keep, board and its re-scoring marks, events). Edits go {@code
 * RenewalResource → RenewalService → Editor → RenewalEditing}; steps and outcomes go {@code RenewalActionResource → RenewalSteps, RenewalOutcomes → RenewalWriter}, and
 * what an outcome does to contracts goes through {@code FollowUpContracts} alone. {@code RenewalReader} reads; {@link
 * dev.perennial.renewal.RenewalBoard} keeps the read model behind lists and summaries; {@code RenewalClock} does what the
 * passing of days does; {@code PastOutcomes}, {@code ImportedNotices} and {@code ImportedRenewals} take what files tell;
 * {@code OutcomeCorrections} takes outcomes back;
 * {@code RenewalForecasts} sums the board up, with the arithmetic in {@code finance}.
 */
@NullMarked
package dev.perennial.renewal;

import org.jspecify.annotations.NullMarked;
