package dev.perennial.packaging;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A packaged service that serves; closing stops it in an orderly way. */
public final class RunningService implements AutoCloseable {
  private static final int POLL_MILLISECONDS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final long started;
  private final int port;
  private final int managementPort;
  private final Path log;

  RunningService(Process process, long started, int port, int managementPort, Path log) {
    this.process = process;
    this.started = started;
    this.port = port;
    this.managementPort = managementPort;
    this.log = log;
  }

  /** Waits for readiness and returns how long it took from the start of the process. */
  public Duration awaitReady() throws IOException, InterruptedException {
    HttpRequest health =
        HttpRequest.newBuilder(URI.create(management("/q/health/ready"))).build();
    while (System.nanoTime() - started < PATIENCE.toNanos()) {
      if (!process.isAlive()) {
        throw new AssertionError(
            "the service ended with " + process.exitValue() + ": " + Files.readString(log));
      }
      if (isReady(health)) {
        return Duration.ofNanos(System.nanoTime() - started);
      }
      Thread.sleep(POLL_MILLISECONDS);
    }
    throw new AssertionError("not ready: " + Files.readString(log));
  }

  private boolean isReady(HttpRequest health) throws InterruptedException {
    try {
      return client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  public HttpResponse<String> get(String path, String key)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Authorization", "Bearer " + key)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  public int port() {
    return port;
  }

  public String address() {
    return "http://localhost:" + port;
  }

  /** Whether it wants requests at this moment, as a load balancer asks. */
  public boolean isReady() throws InterruptedException {
    return isReady(
        HttpRequest.newBuilder(URI.create(management("/q/health/ready")))
            .timeout(Duration.ofSeconds(2))
            .build());
  }

  /** What {@code /q/metrics} says. */
  public String metrics() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(management("/q/metrics"))).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** What the port for operators answers. */
  public HttpResponse<String> management(String path, HttpResponse.BodyHandler<String> body)
      throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(URI.create(management(path))).build(), body);
  }

  private String management(String path) {
    return "http://localhost:" + managementPort + path;
  }

  /** Asks it to end (SIGTERM) and waits until it has. */
  public void terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the service does not end");
    }
  }

  /** Memory of the process that is in RAM (VmRSS), in MiB. */
  public long residentMebibytes() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc", "" + process.pid(), "status")).stream()
            .filter(l -> l.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
