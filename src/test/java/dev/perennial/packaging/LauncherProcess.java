package dev.perennial.packaging;

import dev.perennial.launcher.Launcher;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What {@code make run} starts after the build, as a process of its own; closing stops it. */
final class LauncherProcess implements AutoCloseable {
  private static final String READY = "Stop with Ctrl-C.";
  private static final int PATIENCE_SECONDS = 120;
  private static final int POLL_MILLISECONDS = 50;
  private static final long SIGINT_IGNORED = 1 << 1;

  private final Process process;
  private final Path output;
  private final Path errors;

  /**
   * A folder that the launcher takes for the project's: the packaged service is there by a link, and the data is its own.
   *
   * @param folder without symbolic links, as processes name it
   */
  record Project(Path folder, int httpPort, int managementPort, int databasePort) {
    static Project in(Path folder) throws IOException {
      Path target = Files.createDirectories(folder.resolve("target"));
      Files.createSymbolicLink(target.resolve(PackagedService.FOLDER.getFileName()), PackagedService.FOLDER);
      List<Integer> ports = freePorts(3);
      return new Project(folder.toRealPath(), ports.get(0), ports.get(1), ports.get(2));
    }

    Project withHttpPort(int port) {
      return new Project(folder, port, managementPort, databasePort);
    }

    Project withManagementPort(int port) {
      return new Project(folder, httpPort, port, databasePort);
    }

    Project withDatabasePort(int port) {
      return new Project(folder, httpPort, managementPort, port);
    }

    String address() {
      return "http://localhost:" + httpPort;
    }

    Path databaseFolder() {
      return folder.resolve(".perennial/database");
    }

    List<ProcessHandle> processes() {
      return processesOf(folder);
    }
  }

  private LauncherProcess(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** Starts it as the Makefile does, without waiting for it. */
  static LauncherProcess start(Project project) throws IOException {
    return start(project, Map.of());
  }

  static LauncherProcess start(Project project, Map<String, String> environment) throws IOException {
    Path output = Files.createTempFile(project.folder(), "output", ".txt");
    Path errors = Files.createTempFile(project.folder(), "errors", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                Launcher.class.getName())
            .directory(project.folder().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PERENNIAL_") || name.startsWith("QUARKUS_"));
    builder.environment().put("PERENNIAL_HTTP_PORT", "" + project.httpPort());
    builder.environment().put("PERENNIAL_MANAGEMENT_PORT", "" + project.managementPort());
    builder.environment().put("PERENNIAL_DATABASE_PORT", "" + project.databasePort());
    builder.environment().putAll(environment);
    return new LauncherProcess(builder.start(), output, errors);
  }

  /** The servers and PostgreSQL that run there: both are told the folder. */
  static List<ProcessHandle> processesOf(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(folder + "/"))
        .toList();
  }

  private static String classPath() throws IOException {
    Path target = PackagedService.FOLDER.getParent();
    return String.join(
        File.pathSeparator,
        target.resolve("test-classes").toString(),
        target.resolve("classes").toString(),
        Files.readString(target.resolve("test.classpath")).strip());
  }

  private static List<Integer> freePorts(int number) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < number; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  /** Waits until it says that it is ready, which it does last. */
  void awaitReady() throws Exception {
    awaitLine(READY);
  }

  /** Waits for a line that begins like this. */
  void awaitLine(String beginning) throws Exception {
    long begun = System.nanoTime();
    while (output().stream().noneMatch(line -> line.startsWith(beginning))) {
      if (!process.isAlive()) {
        throw new AssertionError("ended with " + process.exitValue() + ": " + everythingSaid());
      }
      if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        throw new AssertionError("no line '" + beginning + "': " + everythingSaid());
      }
      Thread.sleep(POLL_MILLISECONDS);
    }
  }

  long pid() {
    return process.pid();
  }

  /** What it printed so far. */
  List<String> output() throws IOException {
    return Files.readAllLines(output);
  }

  /** The rest of the printed line that begins with the label. */
  String value(String label) throws IOException {
    return output().stream()
        .filter(line -> line.startsWith(label))
        .map(line -> line.substring(label.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line '" + label + "': " + everythingSaid()));
  }

  /** Ctrl-C, to this process alone. */
  void interrupt() throws Exception {
    signal(isInterruptIgnored() ? "TERM" : "INT");
  }

  /** It can put nothing away. */
  void kill() throws Exception {
    signal("KILL");
    awaitEnd();
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("kill -" + name + " failed");
    }
  }

  /** A shell without job control lets all ignore SIGINT that it runs in the background, and their children inherit that. */
  private static boolean isInterruptIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
          .anyMatch(ignored -> (ignored & SIGINT_IGNORED) != 0);
    }
  }

  /** Waits for its end; one that does not end fails. */
  PackagedService.Result awaitEnd() throws Exception {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + everythingSaid());
    }
    return new PackagedService.Result(process.exitValue(), output(), Files.readAllLines(errors));
  }

  private String everythingSaid() {
    try {
      return Files.readString(output) + Files.readString(errors);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
