package dev.perennial.bench;

import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@link LoadGenerator}, in a JVM of its own, measured: requests per second, and microseconds. */
public record Load(double perSecond, long median, long percentile99) {
  public static Load of(String path, String key, int connections, double seconds) throws Exception {
    return run(path, key, connections, seconds, List.of());
  }

  /** Writes: the two bodies take turns. */
  public static Load writing(
      String paths, String key, int connections, double seconds, String method, String type, String first, String second)
      throws Exception {
    return run(paths, key, connections, seconds, List.of(method, type, first, second));
  }

  private static Load run(String paths, String key, int connections, double seconds, List<String> writing)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target/test-classes").toAbsolutePath().toString(),
                "-XX:+UseSerialGC",
                LoadGenerator.class.getName(),
                "" + RestAssured.port,
                paths,
                "" + connections,
                "" + seconds,
                key));
    command.addAll(writing);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // of a profile of the service
    Process process = builder.start();
    String answer = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the load generator failed: " + answer);
    }
    String[] numbers = answer.trim().split(" ");
    return new Load(Double.parseDouble(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
  }
}
