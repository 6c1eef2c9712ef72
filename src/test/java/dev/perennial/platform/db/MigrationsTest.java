package dev.perennial.platform.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The version that a start asks the database for is that of the newest file. */
class MigrationsTest {
  @Test
  void theServiceNeedsTheNewestMigration() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
      String newest =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith("V"))
              .map(name -> name.substring(1, name.indexOf("__")))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      assertEquals(newest, Migrations.NEWEST);
    }
  }
}
