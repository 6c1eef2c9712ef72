package dev.perennial.scoring;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Public data that lies beside the project, as training tables; tests are skipped where it is absent. */
public final class SharedData {
  private final List<String> header;
  private final List<String[]> rows = new ArrayList<>();

  private SharedData(List<String> lines) {
    header = List.of(split(lines.getFirst()));
    for (String line : lines.subList(1, lines.size())) {
      rows.add(split(line));
    }
  }

  public static SharedData read(String file) throws IOException {
    Path path = Path.of(System.getProperty("perennial.shared", "../shared"), "data", file);
    assumeTrue(
        Files.isReadable(path),
        () -> path + " is absent: point -Dperennial.shared at the folder with the data");
    return new SharedData(Files.readAllLines(path));
  }

  private static String[] split(String line) {
    String[] cells = line.split(",", -1);
    for (int index = 0; index < cells.length; index++) {
      cells[index] = cells[index].replace("\"", "").strip();
    }
    return cells;
  }

  public int size() {
    return rows.size();
  }

  public String[] column(String name) {
    int index = header.indexOf(name);
    return rows.stream().map(row -> row[index]).toArray(String[]::new);
  }

  public double[] numbers(String name) {
    return java.util.Arrays.stream(column(name)).mapToDouble(SharedData::number).toArray();
  }

  private static double number(String text) {
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  /** All columns but some: numbers where every cell is one, else levels. */
  public TrainingTable table(String label, String lostText, Set<String> left) {
    List<TrainingColumn> columns = new ArrayList<>();
    for (String name : header) {
      if (!name.equals(label) && !left.contains(name)) {
        columns.add(trainingColumn(name));
      }
    }
    boolean[] lost = new boolean[size()];
    long[] groups = new long[size()];
    String[] labels = column(label);
    for (int row = 0; row < lost.length; row++) {
      lost[row] = labels[row].equals(lostText);
      groups[row] = row;
    }
    return new TrainingTable(columns, lost, groups, new long[size()]);
  }

  private TrainingColumn trainingColumn(String name) {
    String[] cells = column(name);
    boolean numeric = java.util.Arrays.stream(cells).allMatch(cell -> cell.isEmpty() || cell.matches("-?[0-9.]+"));
    if (numeric) {
      return TrainingColumn.of(name, FeatureType.NUMERIC, numbers(name), null);
    }
    List<String> levels = new ArrayList<>(new TreeSet<>(List.of(cells)));
    Map<String, Integer> index = new HashMap<>();
    levels.forEach(level -> index.put(level, index.size()));
    byte[] codes = new byte[cells.length];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = index.get(cells[row]).byteValue();
    }
    return TrainingColumn.ofLevels(name, levels, codes, null);
  }
}
