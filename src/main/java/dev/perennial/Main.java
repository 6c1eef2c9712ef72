package dev.perennial;

import dev.perennial.platform.contract.BuiltContract;
import dev.perennial.platform.db.Migrations;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One artefact, three commands: nothing = serve, {@code migrate} (as owner), {@code create-tenant} (as the application
 * role).
 */
@QuarkusMain
public final class Main {
  Main() {}

  public static void main(String... args) {
    String command = args.length == 0 ? "serve" : args[0];
    BuiltContract.keepFromTheFramework();
    switch (command) {
      case "serve" -> {
        if (!System.getenv().getOrDefault("PERENNIAL_OTLP_ENDPOINT", "").isBlank()) {
          System.setProperty("quarkus.otel.sdk.disabled", "false");
        }
        Quarkus.run(args);
      }
      case "migrate" -> migrate();
      case "create-tenant" -> {
        if (!Arrays.asList(args).contains("--name")) {
          fail("create-tenant needs --name NAME."); // said before anything starts
          return;
        }
        // A command of the same application, without opening its ports.
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.management.host-enabled", "false");
        System.setProperty("perennial.jobs.enabled", "false");
        System.setProperty("perennial.shutdown.delay", "0s"); // nobody was sent here
        Quarkus.run(CreateTenantCommand.class, Arrays.copyOfRange(args, 1, args.length));
      }
      default -> fail("Unknown command " + command + "; known are: serve, migrate, create-tenant.");
    }
  }

  private static void migrate() {
    Map<String, String> environment = System.getenv();
    String url = environment.get("PERENNIAL_DATABASE_URL");
    String owner = environment.get("PERENNIAL_DATABASE_OWNER_USERNAME");
    String password = environment.get("PERENNIAL_DATABASE_OWNER_PASSWORD");
    String application = environment.getOrDefault("PERENNIAL_DATABASE_USERNAME", "perennial_app");
    if (url == null || owner == null || password == null) {
      fail("migrate needs PERENNIAL_DATABASE_URL, PERENNIAL_DATABASE_OWNER_USERNAME and PERENNIAL_DATABASE_OWNER_PASSWORD.");
      return;
    }
    try {
      System.out.println("Migrations applied: " + Migrations.run(url, owner, password, application));
    } catch (RuntimeException e) {
      fail("The migration failed: " + firstLine(e));
    }
  }

  private static String firstLine(Throwable failure) {
    @Nullable Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.getClass().getSimpleName());
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(1);
  }
}
