package dev.perennial.importing;

import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV file (RFC 4180) with a header. A row's line is the one it begins on, wherever its cells break. */
final class CsvRows implements Iterator<ImportRow> {
  private final Limit limit;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;
  private @Nullable ImportRow upcoming;

  private CsvRows(Limit limit, CSVParser parser) {
    this.limit = limit;
    this.parser = parser;
    this.header = parser.getHeaderNames();
    this.records = parser.iterator();
  }

  static CsvRows open(Reader text, @Nullable String delimiter, Set<String> columns) {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter == null ? "," : delimiter)
            .setHeader()
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();
    Limit limit = new Limit(text);
    try {
      CsvRows rows = new CsvRows(limit, format.parse(limit));
      rows.checkHeader(columns);
      rows.advance();
      return rows;
    } catch (IllegalArgumentException e) {
      throw unusable("The header names a column twice, or a column has no name.");
    } catch (CSVException | RowTooLong e) {
      throw unusable("The file does not begin with a CSV header.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows that are left. */
  long count() {
    long count = 0;
    for (; hasNext(); next()) {
      count++;
    }
    return count;
  }

  private void checkHeader(Set<String> columns) {
    if (header.stream().anyMatch(name -> isDamaged(name))) {
      throw unusable("The file is not UTF-8 text; save it as UTF-8.");
    }
    List<String> missing = columns.stream().filter(column -> !header.contains(column)).sorted().toList();
    if (!missing.isEmpty()) {
      throw unusable("The file has no column " + String.join(", ", missing) + "; it has " + String.join(", ", header) + ".");
    }
  }

  private static ProblemException unusable(String detail) {
    return new ProblemException(ProblemType.VALIDATION_FAILED, detail);
  }

  @Override
  public boolean hasNext() {
    return upcoming != null;
  }

  @Override
  public ImportRow next() {
    ImportRow row = upcoming;
    if (row == null) {
      throw new NoSuchElementException();
    }
    upcoming = null;
    if (!row.isLast()) {
      advance();
    }
    return row;
  }

  private void advance() {
    long before = parser.getCurrentLineNumber();
    try {
      limit.nextRow();
      upcoming = records.hasNext() ? read(records.next()) : null;
    } catch (UncheckedIOException e) {
      upcoming = ImportRow.end(before + 1, reason(e.getCause()));
    } catch (IllegalStateException e) {
      upcoming = ImportRow.end(before + 1, "From here on the file is not CSV.");
    }
  }

  private static String reason(@Nullable IOException fault) {
    return fault instanceof RowTooLong
        ? "From here on nothing can be read: the row is longer than a million characters, or a quote never ends."
        : "From here on the file is not CSV: a quote does not end where a cell does.";
  }

  private ImportRow read(CSVRecord row) {
    long last = parser.getCurrentLineNumber();
    Map<String, String> cells = new LinkedHashMap<>();
    long breaks = 0;
    int length = 0;
    boolean damaged = false;
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      breaks += lineBreaks(cell);
      length += cell.length();
      damaged |= isDamaged(cell);
      if (i < header.size()) {
        cells.put(header.get(i), cell.strip());
      }
    }
    long line = last - breaks;
    if (damaged) {
      return ImportRow.unreadable(line, "The row has characters that are not UTF-8 text; save the file as UTF-8.");
    }
    if (row.size() != header.size()) {
      return ImportRow.unreadable(line, "The row has " + row.size() + " cells, the header has " + header.size() + ".");
    }
    return new ImportRow(line, cells, null, null, false, length);
  }

  static boolean isDamaged(String text) {
    return text.indexOf(RowReader.NOT_UTF8) >= 0 || text.indexOf('\0') >= 0;
  }

  private static long lineBreaks(String cell) {
    long breaks = 0;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == '\r' || c == '\n' && (i == 0 || cell.charAt(i - 1) != '\r')) {
        breaks++;
      }
    }
    return breaks;
  }

  /** Ends a row that would fill the memory. */
  private static final class Limit extends FilterReader {
    private long read;

    Limit(Reader in) {
      super(in);
    }

    void nextRow() {
      read = 0;
    }

    @Override
    public int read() throws IOException {
      return count(super.read(), 1);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, Math.min(length, 1 << 13));
      return count(count, count);
    }

    private int count(int result, int characters) throws IOException {
      read += characters;
      if (read > RowReader.MAX_ROW + (1 << 13)) {
        throw new RowTooLong();
      }
      return result;
    }
  }

  private static final class RowTooLong extends IOException {}
}
