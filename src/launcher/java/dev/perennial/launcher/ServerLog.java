package dev.perennial.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The server's log file, of which the terminal sees only errors. */
final class ServerLog {
  private static final Pattern ERROR =
      Pattern.compile("\\b(ERROR|FATAL)\\b|^Error: |Exception in thread|^Caused by: ");
  private static final int MOST_LINES = 3;

  private final Path file;
  private long shownUpTo;

  ServerLog(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** Prints the error lines that came since the last call. */
  void showNewErrors() throws IOException {
    long end = Files.size(file);
    if (end == shownUpTo) {
      return;
    }
    String news = LogTail.since(file, shownUpTo);
    shownUpTo = end;
    news.lines().filter(line -> ERROR.matcher(line).find()).forEach(System.err::println);
  }

  /** The last error lines, or else the last line, as one line. */
  String lastErrors() throws IOException {
    List<String> lines = LogTail.since(file, 0).lines().filter(line -> !line.isBlank()).toList();
    List<String> errors = lines.stream().filter(line -> ERROR.matcher(line).find()).toList();
    if (errors.isEmpty()) {
      return lines.isEmpty() ? "it logged nothing" : lines.getLast().strip();
    }
    return String.join(
        " | ", errors.subList(Math.max(0, errors.size() - MOST_LINES), errors.size()));
  }
}
