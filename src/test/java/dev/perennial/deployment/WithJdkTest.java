package dev.perennial.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code .ci/with-jdk} on a machine of which only some JDKs are known: a copy of it looks for its usual folders below a root
 * of its own, with nothing on the path but the tools it needs.
 */
class WithJdkTest {
  private static final List<String> TOOLS = List.of("sh", "sed", "grep");
  private static final int PATIENCE_SECONDS = 30;

  @TempDir Path root;
  private Path script;
  private Path tools;

  private record Result(int exitCode, String output) {}

  @BeforeEach
  void copy() throws Exception {
    String original = Files.readString(Path.of(".ci/with-jdk"));
    String copy = original.replaceAll("(?<=[ \\n])/(usr/lib/jvm|opt/java|Library)/", root + "/$1/");
    assertEquals(3, copy.split(root.toString(), -1).length - 1, "the usual folders of Linux, images and macOS");
    script = Files.writeString(root.resolve("with-jdk"), copy);
    tools = Files.createDirectory(root.resolve("tools"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), find(tool));
    }
  }

  private static Path find(String tool) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + tool));
  }

  /** Neither runs: which version it is stands in a file. */
  private void install(String folder, String version) throws IOException {
    Path home = root.resolve(folder);
    for (String program : List.of("java", "javac")) {
      Path file = Files.createFile(Files.createDirectories(home.resolve("bin")).resolve(program));
      assertTrue(file.toFile().setExecutable(true));
    }
    Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  private Result run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString());
    builder.command().addAll(List.of(command));
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("HOME", root.resolve("home").toString());
    Path output = root.resolve("output");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "still running: " + command[0]);
    return new Result(process.exitValue(), Files.readString(output));
  }

  private void assertNoneFound() throws Exception {
    assertEquals(
        new Result(1, "A JDK 25 is needed and none was found: install one (https://adoptium.net) or set JAVA_HOME to it.\n"),
        run("sh", "-c", "echo started"));
  }

  @Test
  void withoutAJdkItSaysSoInOneLine() throws Exception {
    assertNoneFound();
  }

  @Test
  void anotherVersionIsNone() throws Exception {
    install("usr/lib/jvm/jdk-21", "21.0.9");
    install("usr/lib/jvm/jdk-250", "250");
    assertNoneFound();
  }

  @Test
  void theRightOneIsFoundAmongOthers() throws Exception {
    install("usr/lib/jvm/jdk-21", "21.0.9");
    install("home/.sdkman/candidates/java/25-tem", "25.0.3");
    assertEquals(
        new Result(0, root.resolve("home/.sdkman/candidates/java/25-tem") + "\n"), run("sh", "-c", "echo \"$JAVA_HOME\""));
  }

  @Test
  void aMissingMavenIsNamed() throws Exception {
    install("opt/java/openjdk", "25");
    assertEquals(
        new Result(1, "The program 'mvn' is needed and was not found; install it (Maven: version 3.8 or later).\n"),
        run("mvn", "verify"));
  }
}
