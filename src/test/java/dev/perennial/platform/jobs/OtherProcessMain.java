package dev.perennial.platform.jobs;

import dev.perennial.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * The service in a JVM of its own, until somebody kills it. Started as a test, because only then
 * does it hold the test's kinds of job; its name keeps it out of the suite.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = TestDatabase.OTHER_PROCESS, matches = "true")
class OtherProcessMain {
  public static void main(String[] arguments) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    try (LauncherSession session = LauncherFactory.openSession()) {
      // By name: the session's own class loader, which starts the application, is to load it.
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(
                  DiscoverySelectors.selectClass("dev.perennial.platform.jobs.OtherProcessMain"))
              .build();
      session.getLauncher().execute(request, summary);
    }
    // Only reached when it could not start: say why, and leave no thread behind that keeps the
    // process.
    summary.getSummary().printFailuresTo(new PrintWriter(System.out, true));
    System.exit(1);
  }

  @Test
  void workUntilKilled() throws InterruptedException {
    OtherProcess.report("ready");
    new CountDownLatch(1).await();
  }
}
