package dev.perennial.importing;

import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.editing.Written;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.Validation;
import dev.perennial.platform.json.MergePatch;
import dev.perennial.renewal.PastOutcome;
import dev.perennial.renewal.PastOutcomes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Renewals with past outcomes: a row says how the term of an imported contract ended. The service has made the renewal
 * itself, so a row names the contract and, where it had several terms, the due date. Set-based: a chunk is one look-up, one
 * read with lock and one batched write.
 */
@Singleton
class RenewalTarget implements ImportTarget {
  private static final int CHUNK = 1_000;

  private final PastOutcomes outcomes;
  private final References references;
  private final MergePatch reader;
  private final Validation validation;

  RenewalTarget(PastOutcomes outcomes, References references, MergePatch reader, Validation validation) {
    this.outcomes = outcomes;
    this.references = references;
    this.reader = reader;
    this.validation = validation;
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
  public List<RowResult> write(List<MappedRow> rows, ImportOrder order) {
    List<RowResult> results = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<RenewalRow> readable = new ArrayList<>();
    for (MappedRow row : rows) {
      try {
        RenewalRow read = reader.bind(row.body(), RenewalRow.class);
        validation.check(read);
        places.add(results.size());
        readable.add(read);
        results.add(RowResult.UNCHANGED);
      } catch (ProblemException e) {
        results.add(RowResult.failed(e));
      }
    }
    record(readable, places, results);
    return results;
  }

  private void record(List<RenewalRow> rows, List<Integer> places, List<RowResult> results) {
    References.Found contracts = references.find(rows.stream().map(RenewalTarget::contract).toList());
    List<PastOutcome> past = new ArrayList<>();
    List<Integer> known = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      RenewalRow row = rows.get(i);
      UUID contract = contracts.ids().get(contract(row));
      if (contract == null) {
        results.set(places.get(i), RowResult.failed(noContract(row)));
      } else {
        known.add(places.get(i));
        past.add(
            new PastOutcome(
                contract, row.dueDate(), row.outcome(), row.decidedDate(), row.renewedAmount(), row.reasons()));
      }
    }
    List<Written> written = past.isEmpty() ? List.of() : outcomes.record(past);
    for (int i = 0; i < written.size(); i++) {
      results.set(known.get(i), RowResult.of(written.get(i)));
    }
  }

  private static References.TypedReference contract(RenewalRow row) {
    return new References.TypedReference(ResourceType.CONTRACT, row.contract());
  }

  private static ProblemException noContract(RenewalRow row) {
    return ProblemException.invalid(
        FieldError.at("/contract", "not_found", "There is no contract " + row.contract() + "."));
  }
}
