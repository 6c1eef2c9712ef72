package dev.perennial.importing;

import dev.perennial.editing.Reference;
import dev.perennial.editing.Written;
import java.util.List;
import java.util.function.Function;

/**
 * Rows about renewals, which the service has made itself: a row names the contract and, where it had several terms, the due
 * date.
 *
 * @param <R> a row as it is read
 * @param <K> what the feature is told of it
 */
final class ContractRowTarget<R, K> implements ImportTarget {
  private static final int CHUNK = 1_000;

  private final String resource;
  private final Class<R> type;
  private final Function<R, Reference> named;
  private final ContractRows.Known<R, K> known;
  private final Function<List<K>, List<Written>> write;
  private final ContractRows rows;

  ContractRowTarget(
      String resource, Class<R> type, Function<R, Reference> named, ContractRows.Known<R, K> known,
      Function<List<K>, List<Written>> write, ContractRows rows) {
    this.resource = resource;
    this.type = type;
    this.named = named;
    this.known = known;
    this.write = write;
    this.rows = rows;
  }

  @Override
  public String resource() {
    return resource;
  }

  @Override
  public Class<?> fieldsType() {
    return type;
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
    return rows.write(chunk, type, named, known, write);
  }
}
