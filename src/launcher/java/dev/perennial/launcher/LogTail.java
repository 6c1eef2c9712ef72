package dev.perennial.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a log file why a program ended. */
final class LogTail {
  private static final int MOST_BYTES = 64 * 1024;
  private static final Pattern SEVERE = Pattern.compile("(?:PANIC|FATAL|ERROR|error):\\s*(.*)");

  private LogTail() {}

  /** What was logged from the given position on, at most its last 64 KiB. */
  static String since(Path logFile, long position) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(logFile.toFile(), "r")) {
      long end = file.length();
      long start = Math.max(Math.min(position, end), end - MOST_BYTES);
      byte[] bytes = new byte[(int) (end - start)];
      file.seek(start);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** PostgreSQL's first severe message since the position, or else its last line. */
  static String reason(Path logFile, long position) throws IOException {
    List<String> lines = since(logFile, position).lines().filter(line -> !line.isBlank()).toList();
    for (String line : lines) {
      Matcher matcher = SEVERE.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    return lines.isEmpty() ? "it logged nothing" : lines.getLast();
  }
}
