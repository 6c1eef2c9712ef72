package dev.perennial.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The rows of every table of {@code app} and {@code platform} as COPY text, compressed; {@code zcat} shows it. The same
 * rows give the same bytes: tables by name, rows by all their columns. Structure is not in it: migrations make that.
 */
final class DataFile {
  /** Flyway's own table is made by migrating. */
  private static final String TABLES =
      """
      SELECT format('%I.%I', n.nspname, c.relname) AS name,
             string_agg(format('%I', a.attname), ', ' ORDER BY a.attname) AS columns
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE n.nspname IN ('app', 'platform') AND c.relkind = 'r' AND c.relname <> 'schema_history'
      GROUP BY 1 ORDER BY 1
      """;

  private static final String NOTE = "# ";
  private static final String END = "\\.";

  private DataFile() {}

  /**
   * @param connection of a superuser, whom row-level security does not hold
   * @param notes lines by name for who loads the file
   * @return number of rows by table
   */
  static Map<String, Long> write(Connection connection, Map<String, String> notes, Path file)
      throws SQLException, IOException {
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    Map<String, Long> counts = new TreeMap<>();
    try (Writer out =
        new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
      for (var note : new TreeMap<>(notes).entrySet()) {
        out.write(NOTE + note.getKey() + "=" + note.getValue() + "\n");
      }
      for (var table : tables(connection).entrySet()) {
        StringWriter rows = new StringWriter();
        String query = "SELECT %s FROM %s t ORDER BY t::text".formatted(table.getValue(), table.getKey());
        counts.put(table.getKey(), copy.copyOut("COPY (" + query + ") TO STDOUT", rows));
        out.write("COPY %s (%s) FROM STDIN\n%s%s\n".formatted(table.getKey(), table.getValue(), rows, END));
      }
    }
    return counts;
  }

  private static Map<String, String> tables(Connection connection) throws SQLException {
    Map<String, String> tables = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        tables.put(rows.getString("name"), rows.getString("columns"));
      }
    }
    return tables;
  }

  /**
   * Loads a file into a database of its schema. Triggers and foreign keys sleep meanwhile: what they made is in the file.
   *
   * @return the notes
   */
  static Map<String, String> load(Connection superuser, Path file) throws SQLException, IOException {
    CopyManager copy = superuser.unwrap(PGConnection.class).getCopyAPI();
    Map<String, String> notes = new TreeMap<>();
    try (Statement statement = superuser.createStatement();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      statement.execute("SET session_replication_role = replica");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(NOTE)) {
          String[] note = line.substring(NOTE.length()).split("=", 2);
          notes.put(note[0], note[1]);
        } else {
          copy.copyIn(line, new StringReader(rows(in)));
        }
      }
      statement.execute("RESET session_replication_role");
    }
    return notes;
  }

  private static String rows(BufferedReader in) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String row = in.readLine(); !END.equals(row); row = in.readLine()) {
      if (row == null) {
        throw new IOException("the file ends within a table");
      }
      rows.add(row + "\n");
    }
    return String.join("", rows);
  }
}
