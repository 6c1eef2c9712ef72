package dev.perennial.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.http.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowReaderTest {
  private static List<ImportRow> csv(InputStream in, Set<String> columns) {
    return read(in, ImportFormat.CSV, columns);
  }

  private static List<ImportRow> csv(String text) {
    return csv(bytes(text, StandardCharsets.UTF_8), Set.of());
  }

  private static List<ImportRow> ndjson(InputStream in) {
    return read(in, ImportFormat.NDJSON, Set.of());
  }

  private static List<ImportRow> read(InputStream in, ImportFormat format, Set<String> columns) {
    ImportOrder order = new ImportOrder("customers", format, ImportMapping.none(), false, false, null, null);
    List<ImportRow> rows = new ArrayList<>();
    RowReader.rows(in, order, columns, new ObjectMapper()).forEachRemaining(rows::add);
    return rows;
  }

  private static InputStream bytes(String text, Charset charset) {
    return new ByteArrayInputStream(text.getBytes(charset));
  }

  private static List<Long> lines(List<ImportRow> rows) {
    return rows.stream().map(ImportRow::line).toList();
  }

  @Test
  void aRowIsAtItsFirstLine() {
    String text = "a,b\n1,\"x\ny\nz\"\n\n2,y\n3\n\"\n4\",z";
    assertEquals(List.of(2L, 6L, 7L, 8L), lines(csv(text)));
    assertEquals(List.of(2L, 6L, 7L, 8L), lines(csv(text.replace("\n", "\r\n"))));
    assertEquals("x\r\ny\r\nz", csv(text.replace("\n", "\r\n")).getFirst().cells().get("b"));
  }

  @Test
  void quotesSpacesAndMarks() {
    List<ImportRow> rows = csv("\uFEFFa , \"b\"\n \"x, \"\"y\"\"\" ,5\" pipe\n");
    assertEquals("x, \"y\"", rows.getFirst().cells().get("a"));
    assertEquals("5\" pipe", rows.getFirst().cells().get("b"));
  }

  @Test
  void headerOnlyHasNoRows() {
    assertEquals(List.of(), csv("a,b\n"));
    assertEquals(List.of(), csv("a,b"));
  }

  @Test
  void unusableHeaders() {
    for (String text : List.of("a,,b\n1,2,3\n", "a,a\n1,2\n", "\"a\"x,b\n1,2\n", "\"a\n1,2\n")) {
      assertThrows(ProblemException.class, () -> csv(text), text);
    }
    ProblemException missing =
        assertThrows(ProblemException.class, () -> csv(bytes("a,b\n1,2\n", StandardCharsets.UTF_8), Set.of("id")));
    assertEquals("The file has no column id; it has a, b.", missing.detail());
    assertThrows(ProblemException.class, () -> csv(bytes("a,b\n1,2\n", StandardCharsets.UTF_16), Set.of()));
  }

  @Test
  void tooManyAndTooFewCells() {
    List<ImportRow> rows = csv("a,b\n1,2,3\n1\n1,2\n");
    assertEquals("The row has 3 cells, the header has 2.", rows.get(0).fault());
    assertEquals("The row has 1 cells, the header has 2.", rows.get(1).fault());
    assertNull(rows.get(2).fault());
  }

  @Test
  void otherEncodingsAreRefusedByLine() {
    List<ImportRow> rows = csv(bytes("a\nMüller\nMeier\n", StandardCharsets.ISO_8859_1), Set.of("a"));
    assertTrue(String.valueOf(rows.get(0).fault()).contains("UTF-8"));
    assertEquals("Meier", rows.get(1).cells().get("a"));
    List<ImportRow> lines = ndjson(bytes("{\"a\":\"Müller\"}\n{\"a\":\"\\u0000\"}\n{\"a\":1}\n", StandardCharsets.ISO_8859_1));
    assertNotNull(lines.get(0).fault());
    assertNotNull(lines.get(1).fault());
    assertNull(lines.get(2).fault());
    assertNotNull(csv("a\nx\0y\n").getFirst().fault());
  }

  @Test
  void nothingIsReadAfterABrokenQuote() {
    List<ImportRow> rows = csv("a,b\n1,2\n3,\"x\"y\n5,6\n");
    assertEquals(2, rows.size());
    assertEquals(3, rows.get(1).line());
    assertTrue(String.valueOf(rows.get(1).fault()).startsWith("From here on"));
    List<ImportRow> open = csv("a,b\n1,2\n3,\"x\n5,6\n");
    assertEquals(List.of(2L, 3L), lines(open));
    assertTrue(String.valueOf(open.get(1).fault()).startsWith("From here on"));
  }

  /** A hundred megabytes without a line break. */
  @Test
  void anEndlessLineDoesNotFillTheMemory() {
    List<ImportRow> rows = csv(endless("a,b\n1,2\n3,\""), Set.of("a"));
    assertEquals(2, rows.size());
    assertTrue(String.valueOf(rows.get(1).fault()).contains("longer than a million"));
    List<ImportRow> lines = ndjson(endless("{\"a\":1}\n"));
    assertEquals(2, lines.size());
    assertTrue(String.valueOf(lines.get(1).fault()).contains("longer than a million"));
    assertThrows(ProblemException.class, () -> csv(endless(""), Set.of("a")));
  }

  private static InputStream endless(String start) {
    byte[] first = start.getBytes(StandardCharsets.UTF_8);
    return new InputStream() {
      private long at;

      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        if (at >= 100_000_000) {
          return -1;
        }
        for (int i = 0; i < length; i++) {
          target[offset + i] = at < first.length ? first[(int) at] : (byte) 'x';
          at++;
        }
        return length;
      }
    };
  }
}
