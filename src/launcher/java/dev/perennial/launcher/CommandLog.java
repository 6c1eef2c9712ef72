package dev.perennial.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Keeps what a command printed, without the API keys in it. */
final class CommandLog {
  private CommandLog() {}

  static void append(Path logFile, List<String> output) throws IOException {
    List<String> harmless =
        output.stream().map(line -> line.replaceAll("prn_\\S+", "prn_(not logged)")).toList();
    Files.write(logFile, harmless, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
