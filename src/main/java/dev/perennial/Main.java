package dev.perennial;

import dev.perennial.platform.contract.BuiltContract;
import dev.perennial.platform.db.Migrations;
import dev.perennial.platform.db.TenantPurge;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One artefact, four commands: nothing = serve, {@code create-tenant} (as the application role), {@code migrate} and {@code
 * purge-tenant} (as owner).
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
      case "purge-tenant" -> purge(args);
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
      default -> fail("Unknown command " + command + "; known are: serve, migrate, create-tenant, purge-tenant.");
    }
  }

  private static void migrate() {
    String application = System.getenv().getOrDefault("PERENNIAL_DATABASE_USERNAME", "perennial_app");
    asOwner(
        "migrate",
        (url, owner, password) ->
            "Migrations applied: " + Migrations.run(url, owner, password, application));
  }

  /** {@code purge-tenant --id ID --yes}: for good, so it wants to be told twice. */
  private static void purge(String... args) {
    List<String> words = Arrays.asList(args);
    int at = words.indexOf("--id");
    UUID tenant = at >= 0 && at + 1 < words.size() ? uuid(words.get(at + 1)) : null;
    if (tenant == null || !words.contains("--yes")) {
      fail("purge-tenant needs --id ID of a tenant, and --yes: it deletes everything the tenant has.");
      return;
    }
    asOwner(
        "purge-tenant",
        (url, owner, password) -> "Rows deleted: " + TenantPurge.run(url, owner, password, tenant));
  }

  private static @Nullable UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static void asOwner(String command, OwnersWork work) {
    String url = System.getenv("PERENNIAL_DATABASE_URL");
    String owner = System.getenv("PERENNIAL_DATABASE_OWNER_USERNAME");
    String password = System.getenv("PERENNIAL_DATABASE_OWNER_PASSWORD");
    if (url == null || owner == null || password == null) {
      fail(command + " needs PERENNIAL_DATABASE_URL, PERENNIAL_DATABASE_OWNER_USERNAME and PERENNIAL_DATABASE_OWNER_PASSWORD.");
      return;
    }
    try {
      System.out.println(work.run(url, owner, password));
    } catch (SQLException | RuntimeException e) {
      fail((command.equals("migrate") ? "The migration" : command) + " failed: " + firstLine(e));
    }
  }

  /** What the owner's credentials are needed for; returns what to say about it. */
  private interface OwnersWork {
    String run(String url, String owner, String password) throws SQLException;
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
