package dev.perennial.packaging;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the text that Prometheus collects. */
public final class Metrics {
  /** What may follow the value is an exemplar: the trace of one request. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\\{(?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*\")*})? (?<value>\\S+)(?: # .*)?");

  private Metrics() {}

  private static Stream<Matcher> samples(String text) {
    return text.lines().filter(line -> !line.startsWith("#")).map(SAMPLE::matcher).filter(Matcher::matches);
  }

  /** Sum over the series of a name whose labels hold all of these, such as {@code kind="import"}. */
  public static double sum(String text, String name, String... labels) {
    return samples(text)
        .filter(sample -> sample.group("name").equals(name))
        .filter(
            sample ->
                Stream.of(labels).allMatch(label -> String.valueOf(sample.group("labels")).contains(label)))
        .mapToDouble(sample -> Double.parseDouble(sample.group("value")))
        .sum();
  }

  /** The names there are. */
  public static List<String> names(String text) {
    return samples(text).map(sample -> sample.group("name")).distinct().sorted().toList();
  }

  /** The values of a label. */
  public static List<String> values(String text, String name, String label) {
    Pattern value = Pattern.compile("[{,]" + label + "=\"([^\"]*)\"");
    return samples(text)
        .filter(sample -> sample.group("name").equals(name))
        .map(sample -> value.matcher(String.valueOf(sample.group("labels"))))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .distinct()
        .sorted()
        .toList();
  }
}
