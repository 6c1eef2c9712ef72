package dev.perennial.scoring.predictor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The generated world with known truth: decided renewals as of 60 days before, read from its files. */
final class SyntheticWorld {
  private static final int LEAD_DAYS = 60;
  private static final int WINDOW_DAYS = 180;

  final TrainingTable rows;
  final List<Exposure> exposures = new ArrayList<>();
  final int[] segments;

  private final List<String[]> renewals;
  private final long[] cutoffs;

  private SyntheticWorld(Path folder) throws IOException {
    renewals = read(folder, "renewals.csv").stream().filter(row -> row[6].equals("renewed") || row[6].equals("lost")).toList();
    cutoffs = renewals.stream().mapToLong(row -> day(row[3]) - LEAD_DAYS).toArray();
    Map<String, String> segmentOf = new HashMap<>();
    read(folder, "customers.csv").forEach(row -> segmentOf.put(row[0], row[1]));
    List<String> names = new ArrayList<>(new TreeSet<>(segmentOf.values()));
    segments = renewals.stream().mapToInt(row -> names.indexOf(segmentOf.get(row[1]))).toArray();
    Map<String, Map<String, TreeMap<Long, Double>>> events = series(read(folder, "events.csv"), 0, 1, 2, -1);
    Map<String, Map<String, TreeMap<Long, Double>>> metrics = series(read(folder, "metrics.csv"), 0, 1, 2, 3);
    Map<String, TreeMap<Long, Double>> nps = new HashMap<>();
    read(folder, "nps.csv").forEach(row -> nps.computeIfAbsent(row[0], k -> new TreeMap<>()).put(day(row[1]), Double.valueOf(row[2])));
    for (String type : new TreeSet<>(events.keySet())) {
      if (!type.equals("customer_contact")) {
        exposures.add(exposure(type, events.get(type)));
      }
    }
    double[] segment = Arrays.stream(segments).asDoubleStream().toArray();
    rows =
        new TrainingTable(
            List.of(
                TrainingColumn.ofLevels("segment", names, segment, null),
                number("term", row -> Double.parseDouble(renewals.get(row)[4])),
                number("log_amount", row -> Math.log1p(Double.parseDouble(renewals.get(row)[5]))),
                number("usage_trend", row -> trend(metrics.get("logins").get(renewals.get(row)[1]), cutoffs[row])),
                number("attainment", row -> last(metrics.get("success_goal_attainment_pct").get(renewals.get(row)[1]), cutoffs[row])),
                number("nps", row -> last(nps.get(renewals.get(row)[1]), cutoffs[row])),
                number("silence", row -> count(events.get("customer_contact").get(renewals.get(row)[1]), cutoffs[row], 90) == 0 ? 1 : 0)),
            lost(),
            renewals.stream().mapToLong(row -> row[1].hashCode()).toArray(),
            renewals.stream().mapToLong(row -> day(row[3])).toArray());
  }

  static SyntheticWorld load() throws IOException {
    Path folder = Path.of(System.getProperty("perennial.shared", "../shared"), "data", "synth_renewals");

    assumeTrue(Files.isDirectory(folder), () -> folder + " is absent: point -Dperennial.shared at the folder with the data");
    return new SyntheticWorld(folder);
  }

  private boolean[] lost() {
    boolean[] lost = new boolean[renewals.size()];
    for (int row = 0; row < lost.length; row++) {
      lost[row] = renewals.get(row)[6].equals("lost");
    }
    return lost;
  }

  private Exposure exposure(String type, Map<String, TreeMap<Long, Double>> byCustomer) {
    boolean[] exposed = new boolean[renewals.size()];
    boolean[] known = new boolean[exposed.length];
    Arrays.fill(known, true);
    for (int row = 0; row < exposed.length; row++) {
      exposed[row] = count(byCustomer.get(renewals.get(row)[1]), cutoffs[row], WINDOW_DAYS) > 0;
    }
    return new Exposure(type, exposed, known);
  }

  private TrainingColumn number(String name, java.util.function.IntToDoubleFunction value) {
    double[] values = new double[renewals.size()];
    Arrays.setAll(values, value);
    return TrainingColumn.of(name, FeatureType.NUMERIC, values, null);
  }

  private static int count(TreeMap<Long, Double> days, long cutoff, int window) {
    return days == null ? 0 : days.subMap(cutoff - window, cutoff).size();
  }

  private static double last(TreeMap<Long, Double> days, long cutoff) {
    var entry = days == null ? null : days.lowerEntry(cutoff);
    return entry == null ? Double.NaN : entry.getValue();
  }

  private static double trend(TreeMap<Long, Double> days, long cutoff) {
    double now = mean(days, cutoff - 90, cutoff);
    double before = mean(days, cutoff - 180, cutoff - 90);
    return Math.log((now + 0.01) / (before + 0.01));
  }

  private static double mean(TreeMap<Long, Double> days, long from, long to) {
    return days == null ? Double.NaN : days.subMap(from, to).values().stream().mapToDouble(v -> v).average().orElse(Double.NaN);
  }

  private static Map<String, Map<String, TreeMap<Long, Double>>> series(List<String[]> rows, int who, int type, int when, int value) {
    Map<String, Map<String, TreeMap<Long, Double>>> series = new HashMap<>();
    for (String[] row : rows) {
      series
          .computeIfAbsent(row[type], k -> new HashMap<>())
          .computeIfAbsent(row[who], k -> new TreeMap<>())
          .put(day(row[when]), value < 0 ? 1 : Double.parseDouble(row[value]));
    }
    return series;
  }

  private static long day(String text) {
    return LocalDate.parse(text.substring(0, 10)).toEpochDay();
  }

  private static List<String[]> read(Path folder, String file) throws IOException {
    return Files.readAllLines(folder.resolve(file)).stream().skip(1).map(line -> line.split(",", -1)).toList();
  }
}
