package dev.perennial.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The demo tenant's API keys, which the service tells only once.
 *
 * @param full the key that may do everything
 * @param readOnly the key that may only read
 */
record DemoKeys(String full, String readOnly) {
  private static final String FILE_NAME = "keys";
  private static final String FULL_LABEL = "API key: ";
  private static final String READ_ONLY_LABEL = "Read-only API key: ";

  /**
   * Reads the two keys out of labelled lines, such as the output of {@code create-tenant}.
   *
   * @throws LauncherFailure when a line is missing
   */
  static DemoKeys parse(List<String> lines) {
    return new DemoKeys(labelled(lines, FULL_LABEL), labelled(lines, READ_ONLY_LABEL));
  }

  /** The keys kept in the folder, if there are any. */
  static Optional<DemoKeys> read(Path folder) throws IOException {
    Path file = file(folder);
    return Files.exists(file) ? Optional.of(parse(Files.readAllLines(file))) : Optional.empty();
  }

  /** The file in which the server keeps them, readable by its owner only. */
  static Path file(Path folder) {
    return folder.resolve(FILE_NAME);
  }

  /** The two labelled lines. */
  String lines() {
    return FULL_LABEL + full + "\n" + READ_ONLY_LABEL + readOnly + "\n";
  }

  private static String labelled(List<String> lines, String label) {
    return lines.stream()
        .filter(line -> line.startsWith(label))
        .map(line -> line.substring(label.length()).strip())
        .reduce((earlier, later) -> later)
        .orElseThrow(
            () -> new LauncherFailure("No line '" + label + "…' where the demo's keys should be."));
  }

  /** Not the keys: they must not get into a log by accident. */
  @Override
  public String toString() {
    return "DemoKeys[…]";
  }
}
