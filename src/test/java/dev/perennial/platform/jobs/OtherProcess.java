package dev.perennial.platform.jobs;

import dev.perennial.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A second JVM with the whole service, working on the jobs of this one's database: {@link
 * OtherProcessMain} is its main class. It reports on its standard output; a stalled job goes on
 * after a line on its standard input.
 */
public final class OtherProcess implements AutoCloseable {
  private static final String REPORT = "other process: ";
  private static final String ENDED = "ended";
  private static final long START_SECONDS = 180;

  private final Process process;
  private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();

  private OtherProcess(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "reader of the other process");
    reader.setDaemon(true);
    reader.start();
  }

  /** Started, and polling for jobs. */
  static OtherProcess start() throws Exception {
    return start(0, "-Xmx512m");
  }

  /**
   * The same on a port of one's choice.
   *
   * @param options of its JVM
   */
  public static OtherProcess start(int port, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("quarkus") || name.startsWith("maven"))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(
        List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-D" + TestDatabase.OTHER_PROCESS + "=true",
            "-Dperennial.database.url=" + TestDatabase.roles().url(),
            "-Dperennial.database.username=perennial_app",
            "-Dperennial.database.password=" + TestDatabase.roles().applicationPassword(),
            "-Dperennial.jobs.heartbeat=500ms",
            "-Dquarkus.http.test-port=" + port,
            "-Dquarkus.management.test-port=0"));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            OtherProcessMain.class.getName()));
    OtherProcess other =
        new OtherProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    other.await("ready", START_SECONDS);
    return other;
  }

  /** In the other process: hangs until told to go on. In the test's own: nothing. */
  static void stall(UUID jobId) {
    if (!Boolean.getBoolean(TestDatabase.OTHER_PROCESS)) {
      return;
    }
    report("stalled " + jobId);
    try {
      while (System.in.read() != '\n') {
        // wait for the line
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static void report(String what) {
    if (Boolean.getBoolean(TestDatabase.OTHER_PROCESS)) {
      System.out.println(REPORT + what);
      System.out.flush();
    }
  }

  void await(String report) throws InterruptedException {
    await(report, 40);
  }

  private void await(String report, long seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (String line;
        (line = reports.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS)) != null; ) {
      if (line.equals(report)) {
        return;
      }
      if (line.equals(ENDED)) {
        break;
      }
    }
    throw new AssertionError("the other process did not report: " + report);
  }

  /** SIGKILL: nothing of it is cleaned up. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGSTOP: it lives, but neither works nor sends heartbeats. */
  void freeze() throws Exception {
    signal("STOP");
  }

  /** SIGCONT, and the stalled chunk goes on. */
  void wake() throws Exception {
    signal("CONT");
    OutputStream input = process.getOutputStream();
    input.write('\n');
    input.flush();
  }

  private void signal(String name) throws Exception {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new AssertionError("kill -" + name + " failed");
    }
  }

  private void read() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        if (line.startsWith(REPORT)) {
          reports.add(line.substring(REPORT.length()));
        } else {
          System.out.println("| " + line);
        }
      }
    } catch (IOException e) {
      System.out.println("| reading ended: " + e.getMessage());
    }
    reports.add(ENDED);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
