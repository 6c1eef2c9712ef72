package dev.perennial.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Lines of NDJSON, one object each; blank ones are passed over, and a bad one does not hurt the next. */
final class NdjsonRows implements Iterator<ImportRow> {
  private static final int BUFFER = 1 << 16;

  private final Reader text;
  private final char[] buffer = new char[BUFFER];
  private int position;
  private int end;
  private final ObjectMapper json;
  private final StringBuilder current = new StringBuilder();
  private long line;
  private @Nullable ImportRow upcoming;

  NdjsonRows(Reader text, ObjectMapper json) {
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
    boolean any = false;
    while (position < end || fill()) {
      any = true;
      int begin = position;
      while (position < end && buffer[position] != '\n') {
        position++;
      }
      int room = RowReader.MAX_ROW + 1 - current.length();
      current.append(buffer, begin, Math.min(room, position - begin));
      if (position < end) {
        position++;
        break;
      }
    }
    line += any ? 1 : 0;
    return any;
  }

  private boolean fill() throws IOException {
    position = 0;
    end = Math.max(0, text.read(buffer));
    return end > 0;
  }

  private boolean isBlank() {
    return current.chars().allMatch(Character::isWhitespace);
  }

  /** Lines that are rows, without reading what they say. */
  static long count(Reader text) throws IOException {
    char[] buffer = new char[BUFFER];
    long count = 0;
    boolean blank = true;
    for (int end = text.read(buffer); end >= 0; end = text.read(buffer)) {
      for (int i = 0; i < end; i++) {
        if (buffer[i] == '\n') {
          count += blank ? 0 : 1;
          blank = true;
        } else if (blank && !Character.isWhitespace(buffer[i])) {
          blank = false;
        }
      }
    }
    return blank ? count : count + 1;
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
                String cell = cell(entry.getValue());
                if (cell != null) {
                  cells.put(entry.getKey(), cell);
                }
              });
      return new ImportRow(line, cells, node, null, false, source.length());
    } catch (JsonProcessingException e) {
      return ImportRow.unreadable(line, "The line is not valid JSON.");
    }
  }

  /** A list of values as a cell of CSV has one; null for what has no place in a cell. */
  private static @Nullable String cell(JsonNode value) {
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      for (JsonNode item : value) {
        if (!item.isValueNode()) {
          return null;
        }
        items.add(item.asText());
      }
      return String.join(";", items);
    }
    return value.isNull() ? "" : value.isValueNode() ? value.asText() : null;
  }
}
