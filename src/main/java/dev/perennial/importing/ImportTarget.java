package dev.perennial.importing;

import java.util.List;

/** A resource that files can be imported into. */
interface ImportTarget {
  /** Name in {@code resource=}. */
  String resource();

  /** The record a row's body is read as; its component names are the mapping's targets. */
  Class<?> fieldsType();

  /** Whether the mapping's {@code externalId} names the row. */
  default boolean keyed() {
    return true;
  }

  /** Rows of one transaction. */
  int chunkSize();

  /** Writes a chunk inside the job's transaction; one result per row, in order. */
  List<RowResult> write(List<MappedRow> rows, ImportOrder order);
}
