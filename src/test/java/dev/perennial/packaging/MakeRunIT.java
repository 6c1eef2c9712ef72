package dev.perennial.packaging;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code make run} after its build, as a newcomer uses it: with nothing there, stopped and started again, killed, twice at
 * once, with ports that are taken and with data that is broken. One folder is served for most of it.
 */
class MakeRunIT {
  private static final String API_KEY = "API key: ";
  private static final String READ_ONLY_KEY = "Read-only API key: ";
  private static final String CREATING = "Creating the demo portfolio …";
  private static final String STOPPED = "Stopped. The data stays in .perennial for the next `make run`.";
  private static final int PATIENCE_SECONDS = 60;

  @TempDir static Path folder;
  private static LauncherProcess.Project project;
  private static LauncherProcess launcher;

  @BeforeAll
  static void startWithNothing() throws Exception {
    project = LauncherProcess.Project.in(folder.resolve("served"));
    launcher = LauncherProcess.start(project);
    launcher.awaitReady();
    assertTrue(launcher.output().contains(CREATING), "a demo is created");
  }

  @AfterAll
  static void stop() throws Exception {
    if (launcher != null) {
      launcher.close();
    }
    LauncherProcess.processesOf(folder.toRealPath()).forEach(ProcessHandle::destroyForcibly); // after a failure
    unlinkService();
  }

  /** Else JUnit warns of each link that it finds in the folder. */
  private static void unlinkService() throws IOException {
    try (Stream<Path> links = Files.find(folder, 3, (path, attributes) -> attributes.isSymbolicLink())) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    }
  }

  private static RequestSpecification with(String key) {
    return given().baseUri(project.address()).header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
  }

  private static String key() throws Exception {
    return launcher.value(API_KEY);
  }

  private static List<String> customers(String key) {
    List<String> all = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonPath page = with(key).get("/v1/customers?limit=200" + cursor).then().statusCode(200).extract().jsonPath();
      all.addAll(page.getList("items.id"));
      cursor = page.getString("nextCursor") == null ? null : "&cursor=" + page.getString("nextCursor");
    }
    assertTrue(all.size() >= 400, () -> all.size() + " customers");
    return all;
  }

  private static void startAgain() throws Exception {
    launcher = LauncherProcess.start(project);
    launcher.awaitReady();
    assertFalse(launcher.output().contains(CREATING), "the demo is there");
  }

  /** Exit code 1, one line of the reason, and nothing left running. */
  private static void assertRefused(LauncherProcess.Project project, String reason) throws Exception {
    try (LauncherProcess refused = LauncherProcess.start(project)) {
      assertRefused(refused.awaitEnd(), reason);
      assertEquals(List.of(), project.processes());
    }
  }

  private static void assertRefused(PackagedService.Result result, String reason) {
    assertEquals(1, result.exitCode(), () -> String.join("\n", result.lines()));
    assertEquals(1, result.errors().size(), () -> String.join("\n", result.lines()));
    assertTrue(result.errors().getFirst().contains(reason), result.errors().getFirst());
  }

  private static String taken(int port, String variable) {
    return "Port %d is in use by another program; stop that, or choose another port with %s=<port>.".formatted(port, variable);
  }

  @Test
  void theKeysWork() throws Exception {
    assertTrue(key().matches("prn_\\S+"), "the key is printed");
    with(key()).get("/v1/me").then().statusCode(200).body("scopes", hasItem("tenant:admin"));
    String readOnlyKey = launcher.value(READ_ONLY_KEY);
    with(readOnlyKey).get("/v1/me").then().statusCode(200).body("scopes", not(hasItem("tenant:admin")));
    with(readOnlyKey).get("/v1/customers").then().statusCode(200);
    with(readOnlyKey).body(Map.of("name", "Nobody")).post("/v1/customers").then().statusCode(403);
  }

  @Test
  void swaggerUiIsWhereItSays() throws Exception {
    String address = launcher.value("Swagger UI: ");
    assertEquals(project.address() + "/swagger-ui", address);
    given().get(address).then().statusCode(200).body(containsString("Perennial API"));
    given().redirects().follow(false).get(project.address() + "/").then().statusCode(303)
        .header("Location", endsWith("/swagger-ui/"));
  }

  @Test
  void thePrintedRequestAnswersFiveRenewalsWithReasons() throws Exception {
    assumeTrue(new ProcessBuilder("sh", "-c", "command -v curl").start().waitFor() == 0, "curl is installed");
    Path answer = folder.resolve("answer.json");
    Process shell =
        new ProcessBuilder("sh", "-c", "curl" + launcher.value("curl"))
            .redirectErrorStream(true)
            .redirectOutput(answer.toFile())
            .start();
    assertTrue(shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    String printed = Files.readString(answer);
    assertEquals(0, shell.exitValue(), printed);
    List<List<Object>> reasons = new JsonPath(printed).getList("items.reasons");
    assertEquals(5, reasons.size());
    assertTrue(reasons.stream().noneMatch(List::isEmpty), reasons.toString());
  }

  @Test
  void aSecondOneIsRefusedAndTheFirstServes() throws Exception {
    try (LauncherProcess second = LauncherProcess.start(project)) {
      assertRefused(
          second.awaitEnd(),
          "The data folder %s is already served by another `make run` (process %d); stop it first."
              .formatted(project.databaseFolder(), launcher.pid()));
    }
    with(key()).get("/v1/me").then().statusCode(200);
  }

  @Test
  void afterCtrlCNothingRunsAndTheNextStartFindsAll() throws Exception {
    String key = key();
    List<String> customers = customers(key);
    launcher.interrupt();
    assertStopped(project, launcher.awaitEnd());

    startAgain();
    assertEquals(key, key());
    assertEquals(customers, customers(key));
  }

  private static void assertStopped(LauncherProcess.Project project, PackagedService.Result result) {
    assertEquals(0, result.exitCode(), () -> String.join("\n", result.lines()));
    assertEquals(STOPPED, result.output().getLast());
    assertEquals(List.of(), result.errors());
    assertEquals(List.of(), project.processes());
  }

  /** It could not stop the server and PostgreSQL: the next one does, and has what was written to them. */
  @Test
  void whatAKilledOneLeftBehindIsReplaced() throws Exception {
    String key = key();
    String written =
        with(key).body(Map.of("name", "Written before the kill")).post("/v1/customers").then().statusCode(201)
            .extract().path("id");
    List<String> customers = customers(key);
    List<ProcessHandle> left = project.processes();
    launcher.kill();
    assertEquals(2, left.stream().filter(ProcessHandle::isAlive).count(), "the server and PostgreSQL live on");

    startAgain();
    List<ProcessHandle> running = project.processes();
    assertEquals(2, running.size(), running::toString);
    assertTrue(running.stream().noneMatch(left::contains), "they are others");
    assertEquals(key, key());
    assertEquals(customers, customers(key));
    with(key).get("/v1/customers/" + written).then().statusCode(200);
  }

  @Test
  void stoppedBeforeTheDemoIsThereItStartsOver() throws Exception {
    LauncherProcess.Project fresh = LauncherProcess.Project.in(folder.resolve("stopped-early"));
    try (LauncherProcess first = LauncherProcess.start(fresh)) {
      first.awaitLine("Starting PostgreSQL and the server …");
      first.interrupt();
      assertStopped(fresh, first.awaitEnd());
    }
    try (LauncherProcess second = LauncherProcess.start(fresh)) {
      second.awaitReady();
      assertTrue(second.output().contains("The demo was not completely created last time; starting over."));
      given().header("Authorization", "Bearer " + second.value(API_KEY)).get(fresh.address() + "/v1/worklist?limit=5")
          .then().statusCode(200).body("items", hasSize(5));
    }
  }

  /** PostgreSQL refuses to run as root, and there is nothing that would run it as somebody else. */
  @Test
  void rootWithoutToolsIsTold() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root") && System.getProperty("os.name").equals("Linux"), "root of Linux");
    LauncherProcess.Project fresh = LauncherProcess.Project.in(folder.resolve("root"));
    try (LauncherProcess refused = LauncherProcess.start(fresh, Map.of("PATH", folder.toString()))) {
      assertRefused(refused.awaitEnd(), "neither unshare nor setpriv works here; run this as an ordinary user.");
      assertEquals(List.of(), fresh.processes());
    }
  }

  @Test
  void takenPortsAreNamed() throws Exception {
    LauncherProcess.Project fresh = LauncherProcess.Project.in(folder.resolve("taken"));
    try (ServerSocket other = new ServerSocket(0)) {
      int port = other.getLocalPort();
      assertRefused(fresh.withHttpPort(port), taken(port, "PERENNIAL_HTTP_PORT"));
      assertRefused(fresh.withManagementPort(port), taken(port, "PERENNIAL_MANAGEMENT_PORT"));
    }
  }

  @Test
  void brokenDataIsRefusedWithWhatToDo() throws Exception {
    LauncherProcess.Project broken = LauncherProcess.Project.in(folder.resolve("broken"));
    assertDatabasePortTaken(broken);
    Path data = broken.databaseFolder().resolve("data");
    Path version = Files.move(data.resolve("PG_VERSION"), folder.resolve("PG_VERSION"));
    assertBroken(broken, "There is no PostgreSQL data where it should be (PG_VERSION is missing)");
    Files.move(version, data.resolve("PG_VERSION"));
    Files.write(data.resolve("global/pg_control"), new byte[8192]);
    assertBroken(broken, "PostgreSQL did not start: ");
    Files.delete(broken.databaseFolder().resolve("passwords"));
    assertBroken(broken, "The passwords to the data are missing");
  }

  /** Noticed after the data was made. */
  private static void assertDatabasePortTaken(LauncherProcess.Project project) throws Exception {
    try (ServerSocket other = new ServerSocket(0)) {
      int port = other.getLocalPort();
      assertRefused(project.withDatabasePort(port), taken(port, "PERENNIAL_DATABASE_PORT"));
    }
  }

  private static void assertBroken(LauncherProcess.Project project, String reason) throws Exception {
    try (LauncherProcess refused = LauncherProcess.start(project)) {
      PackagedService.Result result = refused.awaitEnd();
      assertRefused(result, reason);
      assertTrue(result.errors().getFirst().endsWith("; `make reset` starts over with empty data."), result.errors().getFirst());
      assertEquals(List.of(), project.processes());
    }
  }
}
