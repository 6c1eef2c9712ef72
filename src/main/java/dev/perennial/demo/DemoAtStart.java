package dev.perennial.demo;

import dev.perennial.platform.jobs.JobScheduler;
import dev.perennial.tenant.TenantService;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the demo when the server starts, for who wants to try the service: where {@code perennial.demo.keys-file} names a
 * file that is not there yet. Its keys are then in that file, which only its owner may read. The server is not ready before.
 */
@Singleton
class DemoAtStart {
  private static final String NAME = "Demo";

  private final Optional<Path> keysFile;
  private final DemoLoader demo;

  DemoAtStart(@ConfigProperty(name = "perennial.demo.keys-file") Optional<Path> keysFile, DemoLoader demo) {
    this.keysFile = keysFile;
    this.demo = demo;
  }

  /** After all checks of the start and before any worker, which would find half a portfolio. */
  void create(@Observes @Priority(JobScheduler.AFTER_ALL_CHECKS - 1) StartupEvent event) throws IOException {
    if (keysFile.isPresent() && !Files.exists(keysFile.get())) {
      write(keysFile.get(), demo.create(NAME));
    }
  }

  /** Completely or not at all. */
  private static void write(Path file, TenantService.NewTenant tenant) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    Files.deleteIfExists(partial);
    Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(partial, tenant.keyLines());
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
