package dev.perennial.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code make run}: a database, its migrations, the demo, the server, and then the addresses and
 * keys to begin with. Runs until the server ends or somebody stops it.
 *
 * <p>All work is done by the main thread. A signal only interrupts it and waits for it to put
 * things away, so nothing is stopped while it is being started.
 */
public final class Launcher {
  private static final int PUTTING_AWAY_SECONDS = 90;
  private static final int SIGNAL_MILLISECONDS = 300;

  private final LauncherSettings settings;

  private Launcher(LauncherSettings settings) {
    this.settings = settings;
  }

  /** Exit code 0 after a signal, 1 after a failure, which is told in one line. */
  public static void main(String[] arguments) {
    CountDownLatch finished = new CountDownLatch(1);
    stopOnSignal(Thread.currentThread(), finished);
    int exitCode = 0;
    try {
      new Launcher(LauncherSettings.of(Path.of(""), System.getenv())).run();
    } catch (InterruptedException e) {
      tellStopped();
    } catch (LauncherFailure | IOException e) {
      exitCode = tellFailureUnlessStopped(e);
    } finally {
      finished.countDown(); // also after what nobody foresaw, or its end would wait and tell no failure
    }
    System.exit(exitCode);
  }

  /**
   * The terminal sends a Ctrl-C to all processes: what looks like the failure of another process
   * may be the first sign of it.
   */
  private static int tellFailureUnlessStopped(Exception failure) {
    try {
      Thread.sleep(SIGNAL_MILLISECONDS);
      System.err.println(
          failure instanceof LauncherFailure ? failure.getMessage() : "Failed: " + failure);
      return 1;
    } catch (InterruptedException e) {
      tellStopped();
      return 0;
    }
  }

  private static void tellStopped() {
    System.out.println("Stopped. The data stays in .perennial for the next `make run`.");
  }

  private static void stopOnSignal(Thread main, CountDownLatch finished) {
    Runnable stop =
        () -> {
          if (finished.getCount() == 0) {
            return; // the ordinary end
          }
          main.interrupt();
          try {
            finished.await(PUTTING_AWAY_SECONDS, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          Runtime.getRuntime().halt(0); // else the exit code would tell the signal as a failure
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stop));
  }

  private void run() throws IOException, InterruptedException {
    if (!Files.exists(settings.jar())) {
      throw new LauncherFailure("There is no %s; `make run` builds it.".formatted(settings.jar()));
    }
    Files.createDirectories(settings.databaseFolder());
    Demo demo = new Demo(settings.stateFolder());
    FolderLock lock = FolderLock.take(settings.databaseFolder());
    new OrphanedServer(settings).stop();
    if (demo.isHalfCreated()) {
      startOver(demo, lock);
      lock = FolderLock.take(settings.databaseFolder());
    }
    try (FolderLock held = lock) {
      Ports.checkFree(settings.httpPort(), Ports.HTTP_VARIABLE);
      Ports.checkFree(settings.managementPort(), Ports.MANAGEMENT_VARIABLE);
      serve(demo, held);
    }
  }

  private void startOver(Demo demo, FolderLock lock) throws IOException {
    System.out.println("The demo was not completely created last time; starting over.");
    try (EmbeddedDatabase database = EmbeddedDatabase.durable(lock, settings.databasePort())) {
      DatabaseRoles.dropDatabase(database);
    }
    demo.forgetHalfCreated();
  }

  /** The server's first seconds need no database, which is made and migrated meanwhile. */
  private void serve(Demo demo, FolderLock lock) throws IOException, InterruptedException {
    DatabaseRoles roles = DatabaseRoles.ofFolder(lock.folder(), settings.databasePort());
    System.out.println("Starting PostgreSQL and the server …");
    ServiceProgram service = new ServiceProgram(settings, roles);
    try (ServerProcess server = ServerProcess.start(settings, service)) {
      try (EmbeddedDatabase database = EmbeddedDatabase.durable(lock, settings.databasePort());
          server) { // which ends before its database does
        demo.begin();
        DatabaseRoles.prepare(database).migrate();
        server.awaitReady(settings.managementPort());
        System.out.println(Welcome.text(settings, demo.finish()));
        server.watch();
      }
    }
  }
}
