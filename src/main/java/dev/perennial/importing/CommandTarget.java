package dev.perennial.importing;

import dev.perennial.editing.Written;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.Validation;
import dev.perennial.platform.json.MergePatch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are commands: each is done as over REST, in the order of the file, and tells its events singly. Such files are short.
 *
 * @param <R> a row as it is read
 */
final class CommandTarget<R> implements ImportTarget {
  /** Each command has a transaction of its own, as over REST, and holds its customers' locks no longer than that; a dry run holds all to its end. */
  private static final int CHUNK = 1;

  private final String resource;
  private final Class<R> type;
  private final Command<R> command;
  private final Map<String, String> columns;
  private final MergePatch reader;
  private final Validation validation;
  private final RowSavepoint savepoint;

  /** @param columns what a row calls the fields of the command that it names otherwise, as pointers */
  CommandTarget(
      String resource, Class<R> type, Command<R> command, Map<String, String> columns, MergePatch reader,
      Validation validation, RowSavepoint savepoint) {
    this.resource = resource;
    this.type = type;
    this.command = command;
    this.columns = columns;
    this.reader = reader;
    this.validation = validation;
    this.savepoint = savepoint;
  }

  /** What a row asks for. */
  interface Command<R> {
    /**
     * Does it unless it is done already.
     *
     * @param source the mapping's
     */
    Written.Status run(R row, @Nullable String source);
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
  public List<RowResult> write(List<MappedRow> rows, ImportOrder order) {
    return rows.stream().map(row -> write(row, order.mapping().source())).toList();
  }

  private RowResult write(MappedRow row, @Nullable String source) {
    try {
      R read = reader.bind(row.body(), type);
      validation.check(read);
      return RowResult.done(savepoint.call(() -> command.run(read, source)));
    } catch (ProblemException e) {
      return RowResult.failed(inTermsOfTheRow(e));
    }
  }

  private ProblemException inTermsOfTheRow(ProblemException problem) {
    return new ProblemException(problem.type(), problem.detail(), problem.errors().stream().map(this::inTermsOfTheRow).toList());
  }

  private FieldError inTermsOfTheRow(FieldError error) {
    String pointer = error.pointer();
    if (pointer == null) {
      return error;
    }
    return columns.entrySet().stream()
        .filter(column -> (pointer + "/").startsWith(column.getKey() + "/"))
        .findFirst()
        .map(
            column ->
                FieldError.at(column.getValue() + pointer.substring(column.getKey().length()), error.code(), error.detail()))
        .orElse(error);
  }
}
