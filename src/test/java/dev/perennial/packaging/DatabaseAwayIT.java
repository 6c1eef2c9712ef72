package dev.perennial.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.launcher.DatabaseRoles;
import dev.perennial.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database goes away and comes back: the service lives on, says that it wants no requests, answers those that come with
 * a problem, and is itself again without a restart.
 */
class DatabaseAwayIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;

  @Test
  void theServiceOutlivesItsDatabase() throws Exception {
    URI database = URI.create(TestDatabase.roles().url().substring("jdbc:".length()));
    String key = PackagedService.createTenant(PackagedService.asApplication(), "away");
    try (Forwarder forwarder = new Forwarder(database.getHost(), database.getPort())) {
      String url = "jdbc:postgresql://localhost:" + forwarder.port() + database.getPath();
      Map<String, String> environment =
          PackagedService.as(url, DatabaseRoles.APPLICATION, TestDatabase.roles().applicationPassword());
      try (RunningService service = PackagedService.start(environment, List.of("-Xmx256m"), folder.resolve("log"))) {
        service.awaitReady();
        assertEquals(200, service.get("/v1/customers", key).statusCode());
        forwarder.refuse(true);
        await(service, false);
        assertEquals(200, service.management("/q/health/live", HttpResponse.BodyHandlers.ofString()).statusCode());
        HttpResponse<String> refused = service.get("/v1/customers", key);
        assertEquals(503, refused.statusCode(), refused.body());
        assertEquals("application/problem+json", refused.headers().firstValue("Content-Type").orElse("").split(";")[0]);
        assertTrue(refused.headers().firstValue("Retry-After").isPresent());
        forwarder.refuse(false);
        await(service, true);
        assertEquals(200, service.get("/v1/customers", key).statusCode());
      }
    }
  }

  private static void await(RunningService service, boolean ready) throws Exception {
    Instant latest = Instant.now().plus(PATIENCE);
    while (service.isReady() != ready) {
      assertTrue(Instant.now().isBefore(latest), "ready should be " + ready);
      Thread.sleep(100);
    }
  }
}
