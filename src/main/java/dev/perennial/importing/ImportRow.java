package dev.perennial.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file.
 *
 * @param line where it begins, from 1
 * @param cells its columns by name; of an NDJSON object those that are no objects or lists
 * @param body the whole object of an NDJSON line, null for CSV
 * @param fault why it could not be read, null when it could
 * @param isLast whether nothing after it can be read
 * @param length its characters, about
 */
record ImportRow(
    long line, Map<String, String> cells, @Nullable JsonNode body, @Nullable String fault, boolean isLast, int length) {
  static ImportRow unreadable(long line, String fault) {
    return new ImportRow(line, Map.of(), null, fault, false, 0);
  }

  static ImportRow end(long line, String fault) {
    return new ImportRow(line, Map.of(), null, fault, true, 0);
  }
}
