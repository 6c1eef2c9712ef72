package dev.perennial.bench;

import dev.perennial.launcher.DatabaseRoles;
import dev.perennial.launcher.EmbeddedDatabase;
import dev.perennial.packaging.PackagedService;
import dev.perennial.packaging.RunningService;
import dev.perennial.platform.db.Migrations;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packaged service on an existing database with the demo in it: seconds until it says it is
 * ready, as {@code make run} starts it, without and with the ahead-of-time cache, turn by turn; and
 * its memory after a tour of varied requests with a heap of 256 MB.
 */
final class StartMeasurement {
  private static final List<String> OPTIONS = List.of("-Xmx256m");
  private static final Path ARCHIVE = PackagedService.FOLDER.resolve("app.jsa");
  private static final double GOAL = 4;
  private static final double GOAL_WITH_CACHE = 2;
  private static final double GOAL_MEBIBYTES = 400;
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
  private static final List<String> LISTS =
      List.of(
          "customers",
          "contacts",
          "users",
          "products",
          "contracts",
          "renewals",
          "jobs",
          "scoring-models",
          "feature-sets");
  private static final List<String> READS =
      List.of(
          "/openapi",
          "/swagger-ui",
          "/v1/me",
          "/v1/settings",
          "/v1/worklist",
          "/v1/worklist?limit=200",
          "/v1/renewals?sort=-expectedLoss",
          "/v1/renewals?sort=amount&limit=200",
          "/v1/renewals/summary?groupBy=month",
          "/v1/events?after=0",
          "/v1/audit-entries",
          "/v1/customers?sort=-updatedAt&limit=200");

  private StartMeasurement() {}

  static void run() throws Exception {
    Path log = Files.createTempFile("perennial-bench", ".log");
    Path cache = PackagedService.FOLDER.resolve("app.aot");
    try (EmbeddedDatabase database = EmbeddedDatabase.temporary()) {
      DatabaseRoles roles = DatabaseRoles.prepare(database);
      Migrations.run(
          roles.url(), DatabaseRoles.OWNER, roles.ownerPassword(), DatabaseRoles.APPLICATION);
      Map<String, String> environment =
          PackagedService.as(roles.url(), DatabaseRoles.APPLICATION, roles.applicationPassword());
      String key = createDemo(environment);
      int rounds = BenchReport.scaled(5, 2);
      double[] bare = new double[rounds];
      double[] plain = new double[rounds];
      double[] cached = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        bare[round] = start(environment, OPTIONS, log);
        plain[round] = start(environment, quick("-XX:SharedArchiveFile=" + ARCHIVE), log);
        if (Files.exists(cache)) {
          cached[round] = start(environment, quick("-XX:AOTCache=" + cache), log);
        }
      }
      BenchReport.atMost("start by java -jar alone", BenchReport.median(bare), GOAL, "s", seconds(bare));
      BenchReport.atMost("start as make run does", BenchReport.median(plain), GOAL, "s", seconds(plain));
      if (Files.exists(cache)) {
        BenchReport.atMost(
            "start with AOT cache",
            BenchReport.median(cached),
            GOAL_WITH_CACHE,
            "s",
            seconds(cached) + ", cache of " + (Files.size(cache) >> 20) + " MiB");
      } else {
        System.out.println(
            "No target/quarkus-app/app.aot (`make aot` writes it): start with the cache is not measured.");
      }
      memory(environment, key, log);
    } finally {
      Files.delete(log);
    }
  }

  private static String createDemo(Map<String, String> environment) throws Exception {
    PackagedService.Result result =
        PackagedService.run(environment, "create-tenant", "--name", "Bench", "--demo");
    return result.output().stream()
        .filter(line -> line.startsWith("API key: "))
        .map(line -> line.substring("API key: ".length()).strip())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("create-tenant failed: " + result));
  }

  private static double start(Map<String, String> environment, List<String> options, Path log)
      throws Exception {
    try (RunningService service = PackagedService.start(environment, options, log)) {
      return service.awaitReady().toMillis() / 1e3;
    }
  }

  private static List<String> quick(String cache) {
    return Stream.of(OPTIONS, PackagedService.QUICK_START, List.of(cache))
        .flatMap(List::stream)
        .toList();
  }

  private static String seconds(double[] all) {
    return "of " + Arrays.toString(all);
  }

  private static void memory(Map<String, String> environment, String key, Path log)
      throws Exception {
    try (RunningService service = PackagedService.start(environment, OPTIONS, log)) {
      service.awaitReady();
      long atStart = service.residentMebibytes();
      int requests = 0;
      for (int round = 0; round < BenchReport.scaled(5, 1); round++) {
        for (String path : READS) {
          ask(service, path, key);
          requests++;
        }
        for (String list : LISTS) {
          Matcher ids = ID.matcher(ask(service, "/v1/" + list + "?limit=20", key));
          requests++;
          while (ids.find()) {
            ask(service, "/v1/" + list + "/" + ids.group(1), key);
            requests++;
          }
        }
      }
      BenchReport.atMost(
          "resident memory after a tour",
          service.residentMebibytes(),
          GOAL_MEBIBYTES,
          "MiB",
          String.format(
              Locale.ROOT, "%d requests, -Xmx256m; %d MiB when ready", requests, atStart));
    }
  }

  private static String ask(RunningService service, String path, String key) throws Exception {
    HttpResponse<String> response = service.get(path, key);
    if (response.statusCode() >= 500) {
      throw new IllegalStateException(path + " answered " + response.statusCode());
    }
    return response.body();
  }
}
