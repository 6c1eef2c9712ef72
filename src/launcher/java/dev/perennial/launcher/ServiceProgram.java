package dev.perennial.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the packaged service, whole or one of its commands, in a process of its own with the JDK
 * that runs the launcher.
 */
final class ServiceProgram {
  /** Of whoever runs the launcher; the service has no use for them. */
  private static final List<String> OWNER =
      List.of("PERENNIAL_DATABASE_OWNER_USERNAME", "PERENNIAL_DATABASE_OWNER_PASSWORD");

  /**
   * Without the second compiler, which takes as much time as all else while a program starts, with
   * the cache no less. A command ends before it has earned that, and who tries the service out
   * waits for its start; measurements of speed leave these options out.
   */
  private static final List<String> QUICK_OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:MetaspaceSize=160m"); // no collection for classes

  private final LauncherSettings settings;
  private final DatabaseRoles roles;

  ServiceProgram(LauncherSettings settings, DatabaseRoles roles) {
    this.settings = settings;
    this.roles = roles;
  }

  /**
   * Creates an empty tenant.
   *
   * @return what the command printed, one element per line; its last lines are the keys
   * @throws LauncherFailure when the command fails
   */
  List<String> createTenant(String name) throws IOException, InterruptedException {
    return runToEnd(
        command(quick(List.of()), List.of("create-tenant", "--name", name)), "create-tenant");
  }

  /**
   * The command that runs the server, writing into the log file; with the cache where there is one,
   * or else with the archive of classes. It waits for the migrations, and creates the demo when its
   * keys are not there yet.
   */
  ProcessBuilder server(Path logFile) throws IOException {
    ProcessBuilder command = server(logFile, quick(startCache(settings.jar())));
    command.environment().put("PERENNIAL_DATABASE_PATIENCE", "1m");
    command
        .environment()
        .put("PERENNIAL_DEMO_KEYS_FILE", DemoKeys.file(settings.stateFolder()).toString());
    return command;
  }

  private static List<String> startCache(Path jar) throws IOException {
    List<String> cache = new AotCache(jar).options();
    return cache.isEmpty() ? new ClassArchive(jar).options() : cache;
  }

  /** As {@link #server(Path)}, for the run whose end writes the cache. */
  ProcessBuilder training(Path logFile) {
    return server(logFile, new AotCache(settings.jar()).trainingOptions());
  }

  private ProcessBuilder server(Path logFile, List<String> cacheOptions) {
    List<String> options = new ArrayList<>(List.of("-Xmx256m"));
    options.addAll(cacheOptions);
    return command(options, List.of()).redirectErrorStream(true).redirectOutput(logFile.toFile());
  }

  private ProcessBuilder command(List<String> options, List<String> arguments) {
    ProcessBuilder command = command(settings, options, arguments);
    Map<String, String> environment = command.environment();
    environment.put("PERENNIAL_DATABASE_URL", roles.url());
    environment.put("PERENNIAL_DATABASE_USERNAME", DatabaseRoles.APPLICATION);
    environment.put("PERENNIAL_DATABASE_PASSWORD", roles.applicationPassword());
    return command;
  }

  /**
   * The program with its ports; which database it is for, and who it is there, are the caller's to
   * say.
   */
  static ProcessBuilder command(
      LauncherSettings settings, List<String> options, List<String> arguments) {
    List<String> whole = new ArrayList<>();
    whole.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    whole.addAll(options);
    whole.addAll(List.of("-jar", settings.jar().toString()));
    whole.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(whole)
            .directory(settings.project().toFile())
            .redirectInput(new File("/dev/null"));
    Map<String, String> environment = builder.environment();
    OWNER.forEach(environment::remove);
    environment.put("QUARKUS_PROFILE", "local");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(settings.httpPort()));
    environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(settings.managementPort()));
    return builder;
  }

  /** {@link #QUICK_OPTIONS} and those given. */
  static List<String> quick(List<String> options) {
    return Stream.concat(QUICK_OPTIONS.stream(), options.stream()).toList();
  }

  /** Runs to the end; what it says of itself goes into its log file, what it prints is returned. */
  private List<String> runToEnd(ProcessBuilder command, String name)
      throws IOException, InterruptedException {
    Path logFile = settings.stateFolder().resolve(name + ".log");
    try (RunningCommand running = RunningCommand.start(command, name, logFile)) {
      return running.awaitEnd();
    }
  }
}
