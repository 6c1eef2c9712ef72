package dev.perennial.importing;

import dev.perennial.editing.Reference;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.editing.Written;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.Validation;
import dev.perennial.platform.json.MergePatch;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Rows that say something about a renewal and name its contract, because the service makes the renewals itself. Set-based: a
 * chunk is one look-up of contracts, and what the feature does with all of its rows at once.
 */
@Singleton
class ContractRows {
  private final References references;
  private final MergePatch reader;
  private final Validation validation;

  ContractRows(References references, MergePatch reader, Validation validation) {
    this.references = references;
    this.reader = reader;
    this.validation = validation;
  }

  /** What a feature is told of a row: with the id of its contract, as it was read, and as it came. */
  interface Known<R, K> {
    K of(UUID contract, R row, MappedRow raw);
  }

  /**
   * Reads and checks rows, and has those that can be read written.
   *
   * @param named the contract a row names
   * @param write one result per row it is given
   */
  <R, K> List<RowResult> write(
      List<MappedRow> rows, Class<R> type, Function<R, Reference> named, Known<R, K> known,
      Function<List<K>, List<Written>> write) {
    List<RowResult> results = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<R> readable = new ArrayList<>();
    for (MappedRow row : rows) {
      try {
        R read = reader.bind(row.body(), type);
        validation.check(read);
        places.add(results.size());
        readable.add(read);
        results.add(RowResult.UNCHANGED);
      } catch (ProblemException e) {
        results.add(RowResult.failed(e));
      }
    }
    Map<References.TypedReference, UUID> contracts =
        references.find(readable.stream().map(row -> typed(named.apply(row))).toList()).ids();
    List<K> found = new ArrayList<>();
    List<Integer> foundPlaces = new ArrayList<>();
    for (int i = 0; i < readable.size(); i++) {
      Reference contract = named.apply(readable.get(i));
      UUID id = contracts.get(typed(contract));
      if (id == null) {
        results.set(places.get(i), RowResult.failed(noContract(contract)));
      } else {
        foundPlaces.add(places.get(i));
        found.add(known.of(id, readable.get(i), rows.get(places.get(i))));
      }
    }
    List<Written> written = found.isEmpty() ? List.of() : write.apply(found);
    for (int i = 0; i < written.size(); i++) {
      results.set(foundPlaces.get(i), RowResult.of(written.get(i)));
    }
    return results;
  }

  private static References.TypedReference typed(Reference contract) {
    return new References.TypedReference(ResourceType.CONTRACT, contract);
  }

  private static ProblemException noContract(Reference contract) {
    return ProblemException.invalid(FieldError.at("/contract", "not_found", "There is no contract " + contract + "."));
  }
}
