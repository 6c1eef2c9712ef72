package dev.perennial.importing;

import dev.perennial.renewal.PastOutcome;
import dev.perennial.renewal.PastOutcomes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Renewals with past outcomes: a row says how the term of an imported contract ended. The service has made the renewal itself,
 * so a row names the contract and, where it had several terms, the due date.
 */
@Singleton
class RenewalTarget implements ImportTarget {
  private static final int CHUNK = 1_000;

  private final PastOutcomes outcomes;
  private final ContractRows rows;

  RenewalTarget(PastOutcomes outcomes, ContractRows rows) {
    this.outcomes = outcomes;
    this.rows = rows;
  }

  @Override
  public String resource() {
    return "renewals";
  }

  @Override
  public Class<?> fieldsType() {
    return RenewalRow.class;
  }

  @Override
  public boolean keyed() {
    return false;
  }

  @Override
  public int chunkSize() {
    return CHUNK;
  }

  @Override
  public List<RowResult> write(List<MappedRow> chunk, ImportOrder order) {
    return rows.write(
        chunk, RenewalRow.class, RenewalRow::contract,
        (contract, row, raw) ->
            new PastOutcome(
                contract, row.dueDate(), row.outcome(), row.decidedDate(), row.renewedAmount(), row.reasons()),
        outcomes::record);
  }
}
