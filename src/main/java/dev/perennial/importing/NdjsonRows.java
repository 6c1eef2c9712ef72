package dev.perennial.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Lines of NDJSON, one object each; blank ones are passed over, and a bad one does not hurt the next. */
final class NdjsonRows implements Iterator<ImportRow> {
  private final BufferedReader text;
  private final ObjectMapper json;
  private final StringBuilder current = new StringBuilder();
  private long line;
  private @Nullable ImportRow upcoming;

  NdjsonRows(BufferedReader text, ObjectMapper json) {
    this.text = text;
    this.json = json;
    advance();
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
    advance();
    return row;
  }

  private void advance() {
    upcoming = null;
    try {
      while (upcoming == null && readLine()) {
        if (current.length() > RowReader.MAX_ROW) {
          upcoming = ImportRow.unreadable(line, "The line is longer than a million characters.");
        } else if (!isBlank()) {
          upcoming = read(current.toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fills {@link #current}; of a line that is too long only as much as shows it. False at the end of the file. */
  private boolean readLine() throws IOException {
    current.setLength(0);
    int next = text.read();
    if (next < 0) {
      return false;
    }
    line++;
    while (next >= 0 && next != '\n') {
      if (current.length() <= RowReader.MAX_ROW) {
        current.append((char) next);
      }
      next = text.read();
    }
    return true;
  }

  private boolean isBlank() {
    return current.chars().allMatch(Character::isWhitespace);
  }

  private ImportRow read(String source) {
    if (CsvRows.isDamaged(source) || source.contains("\\u0000")) {
      return ImportRow.unreadable(line, "The line has characters that are not UTF-8 text; save the file as UTF-8.");
    }
    try {
      JsonNode node = json.readTree(source);
      if (!node.isObject()) {
        return ImportRow.unreadable(line, "A line must be one JSON object.");
      }
      Map<String, String> cells = new LinkedHashMap<>();
      node.properties()
          .forEach(
              entry -> {
                if (entry.getValue().isValueNode()) {
                  cells.put(entry.getKey(), entry.getValue().isNull() ? "" : entry.getValue().asText());
                }
              });
      return new ImportRow(line, cells, node, null, false, source.length());
    } catch (JsonProcessingException e) {
      return ImportRow.unreadable(line, "The line is not valid JSON.");
    }
  }
}
