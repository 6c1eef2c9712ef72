package dev.perennial.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes audit entries as CSV (RFC 4180), newest first, as they are read: memory holds one batch of them. */
@Singleton
class AuditCsv {
  private static final int BATCH = 1_000;
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader(
              "sequence", "at", "actor", "origin", "requestId", "address", "type", "subjectType", "subjectId", "subjectVersion", "before",
              "after")
          .get();

  /** How a spreadsheet tells a formula from a text. */
  private static final Pattern FORMULA = Pattern.compile("^\\s*[=+\\-@\\t\\r].*", Pattern.DOTALL);

  private final EventRepository repository;

  AuditCsv(EventRepository repository) {
    this.repository = repository;
  }

  void write(AuditFilter filter, OutputStream out) throws IOException {
    CSVPrinter csv = new CSVPrinter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), FORMAT);
    long before = Long.MAX_VALUE;
    List<EventRow> rows;
    do {
      rows = repository.before(before, BATCH, filter.filters());
      for (EventRow row : rows) {
        print(csv, AuditEntry.of(row));
        before = row.sequence();
      }
      csv.flush();
    } while (rows.size() == BATCH);
  }

  private static void print(CSVPrinter csv, AuditEntry entry) throws IOException {
    csv.printRecord(
        entry.sequence(),
        entry.at(),
        plain(entry.actor()),
        plain(entry.origin()),
        plain(entry.requestId()),
        plain(entry.address()),
        plain(entry.type()),
        plain(entry.subjectType()),
        entry.subjectId(),
        entry.subjectVersion(),
        json(entry.before()),
        json(entry.after()));
  }

  /** A text that a spreadsheet would compute gets an apostrophe in front, as OWASP advises. */
  static @Nullable String plain(@Nullable String text) {
    return text != null && FORMULA.matcher(text).matches() ? "'" + text : text;
  }

  private static @Nullable String json(@Nullable JsonNode tree) {
    return tree == null ? null : plain(tree.toString());
  }
}
