package dev.perennial.packaging;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A load balancer in small: asks for readiness every 200 ms, sends requests to those that were ready in turn over kept-alive
 * connections, and tries another only where the connection was refused, as then nothing was sent. Any other failure is one.
 */
final class RoundRobin implements AutoCloseable {
  private static final int CHECK_MILLISECONDS = 200;

  private final List<RunningService> services = new CopyOnWriteArrayList<>();
  private volatile List<RunningService> ready = List.of();
  private final AtomicInteger turn = new AtomicInteger();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Thread checker = new Thread(this::check, "readiness");

  RoundRobin() {
    checker.start();
  }

  void add(RunningService service) {
    services.add(service);
  }

  private void check() {
    try {
      while (true) {
        List<RunningService> found = new CopyOnWriteArrayList<>();
        for (RunningService service : services) {
          if (service.isReady()) {
            found.add(service);
          }
        }
        ready = found;
        Thread.sleep(CHECK_MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  boolean has(RunningService service) {
    return ready.contains(service);
  }

  /** The status of a request. */
  int send(String method, String path, String key, String body) throws IOException, InterruptedException {
    List<RunningService> now = ready;
    ConnectException refused = new ConnectException("nobody is ready");
    for (int i = 0; i < now.size(); i++) {
      RunningService service = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(service.address() + path))
              .header("Authorization", "Bearer " + key)
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      try {
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
      } catch (ConnectException e) {
        refused = e;
      }
    }
    throw refused;
  }

  @Override
  public void close() throws InterruptedException {
    checker.interrupt();
    checker.join();
    client.close();
  }
}
