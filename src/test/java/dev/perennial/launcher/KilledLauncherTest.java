package dev.perennial.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledLauncherTest {
  private static final int COMMITS_BEFORE_THE_KILL = 200;

  @TempDir Path folder;
  private Process launcher;
  private BufferedReader acknowledgements;

  @BeforeEach
  void startLauncherInAProcessOfItsOwn() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    launcher =
        new ProcessBuilder(
                List.of(
                    java.toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    CommitUntilKilled.class.getName(),
                    folder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    acknowledgements = launcher.inputReader();
  }

  @AfterEach
  void leaveNoProcess() throws Exception {
    launcher.destroyForcibly().waitFor();
    EmbeddedDatabase.serverOf(folder.toRealPath()).stop();
  }

  @Test
  void acknowledgedCommitsSurviveAndTheOrphanIsReplaced() throws Exception {
    int acknowledged = acknowledgedWhenKilled();
    ProcessHandle orphan = postmaster();

    try (EmbeddedDatabase database = EmbeddedDatabase.durable(folder, 0)) {
      assertEveryNumberUpTo(acknowledged, database);
      orphan.onExit().get(10, TimeUnit.SECONDS);
      assertNotEquals(orphan.pid(), postmaster().pid(), "the orphan is not served again");
    }
  }

  @Test
  void acknowledgedCommitsSurviveWhenTheServerIsKilledToo() throws Exception {
    ProcessHandle killedServer = null;
    int acknowledged = 0;
    for (String line; (line = acknowledgements.readLine()) != null; ) {
      acknowledged = Integer.parseInt(line);
      if (acknowledged == COMMITS_BEFORE_THE_KILL) {
        killedServer = postmaster();
        launcher.toHandle().destroyForcibly(); // keeps what it printed readable
        killedServer.destroyForcibly();
      }
    }
    assertTrue(acknowledged >= COMMITS_BEFORE_THE_KILL);
    killedServer.onExit().join();

    try (EmbeddedDatabase database = EmbeddedDatabase.durable(folder, 0)) {
      assertEveryNumberUpTo(acknowledged, database);
    }
  }

  @Test
  void aLivingLauncherIsNamedAndNotDisturbed() throws Exception {
    assertEquals("1", acknowledgements.readLine());
    LauncherFailure refusal =
        assertThrows(LauncherFailure.class, () -> EmbeddedDatabase.durable(folder, 0));
    assertEquals(
        "The data folder %s is already served by another `make run` (process %d); stop it first."
            .formatted(folder.toRealPath(), launcher.pid()),
        refusal.getMessage());
    assertEquals("2", acknowledgements.readLine());
    assertTrue(launcher.isAlive());
  }

  private int acknowledgedWhenKilled() throws Exception {
    int acknowledged = 0;
    for (String line; (line = acknowledgements.readLine()) != null; ) {
      acknowledged = Integer.parseInt(line);
      if (acknowledged == COMMITS_BEFORE_THE_KILL) {
        launcher.toHandle().destroyForcibly(); // keeps what it printed readable
      }
    }
    assertTrue(acknowledged >= COMMITS_BEFORE_THE_KILL, "it worked until it was killed");
    return acknowledged;
  }

  private ProcessHandle postmaster() throws IOException {
    return Postmaster.live(folder.toRealPath().resolve("data")).orElseThrow();
  }

  private static void assertEveryNumberUpTo(int acknowledged, EmbeddedDatabase database)
      throws Exception {
    assertEquals(
        Integer.toString(acknowledged),
        EmbeddedDatabaseTest.query(
            database, "select count(*) from acknowledged where number <= " + acknowledged));
  }
}
