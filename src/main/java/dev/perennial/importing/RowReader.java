package dev.perennial.importing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;

/**
 * Opens a file for reading row by row; one row is in memory at a time, and none is longer than {@link #MAX_ROW}. A
 * byte-order mark is passed over.
 */
final class RowReader {
  /** Characters of one row; more is an unclosed quote or no text at all. */
  static final int MAX_ROW = 1_000_000;

  /** What the decoder puts where bytes are not UTF-8: the row is refused rather than stored with holes. */
  static final char NOT_UTF8 = '\uFFFD';

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private RowReader() {}

  /**
   * @param columns which the mapping reads; a CSV file must have them all
   * @throws dev.perennial.platform.http.ProblemException when the header cannot be used
   */
  static Iterator<ImportRow> rows(InputStream in, ImportOrder order, Set<String> columns, ObjectMapper json) {
    try {
      BufferedReader text = open(in);
      return order.format() == ImportFormat.CSV
          ? CsvRows.open(text, order.mapping().delimiter(), columns)
          : new NdjsonRows(text, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many rows there are: a small part of what writing them costs, and progress can be told from the start. */
  static long count(InputStream in, ImportOrder order, Set<String> columns) {
    try {
      BufferedReader text = open(in);
      return order.format() == ImportFormat.CSV
          ? CsvRows.open(text, order.mapping().delimiter(), columns).count()
          : NdjsonRows.count(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedReader open(InputStream in) throws IOException {
    BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }
}
