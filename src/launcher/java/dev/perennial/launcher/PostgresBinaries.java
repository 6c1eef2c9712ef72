package dev.perennial.launcher;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL programs of the class path, unpacked once per version into the user's cache.
 *
 * <p>Not into the temporary folder: systems clean that of files unused for some days, below a
 * server that may run for weeks.
 *
 * @param home the folder with {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {

  private static @Nullable PostgresBinaries unpacked;

  /** Unpacks the binaries for this machine, unless an earlier start already did. */
  static synchronized PostgresBinaries unpacked() {
    if (unpacked == null) {
      unpacked = unpack();
    }
    return unpacked;
  }

  private static PostgresBinaries unpack() {
    try {
      byte[] archive = archiveForThisMachine();
      Path home = cacheFolder().resolve("postgresql-" + digest(archive));
      if (!Files.isDirectory(home)) {
        unpack(archive, home);
      }
      return new PostgresBinaries(home);
    } catch (IOException e) {
      throw new LauncherFailure("Could not unpack PostgreSQL: " + e.getMessage(), e);
    }
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  /** The number that PostgreSQL writes into PG_VERSION, such as 18. */
  String majorVersion() throws IOException {
    // "postgres (PostgreSQL) 18.6"; asking for the version is the one thing root may do.
    Process process =
        new ProcessBuilder(program("postgres"), "--version").redirectErrorStream(true).start();
    try (InputStream output = process.getInputStream()) {
      String line = new String(output.readAllBytes(), StandardCharsets.US_ASCII).strip();
      return line.substring(line.lastIndexOf(' ') + 1).replaceFirst("\\D.*", "");
    }
  }

  private static byte[] archiveForThisMachine() throws IOException {
    for (String name : archiveNames()) {
      try (InputStream archive = PostgresBinaries.class.getResourceAsStream("/" + name)) {
        if (archive != null) {
          return archive.readAllBytes();
        }
      }
    }
    throw new LauncherFailure(
        "No PostgreSQL for %s on %s is on the class path; add its io.zonky.test.postgres binaries to pom.xml."
            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
  }

  /** The archives that run on this machine, the best one first. */
  private static List<String> archiveNames() {
    boolean intel = List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
    String architecture = intel ? "x86_64" : "arm_64";
    if (System.getProperty("os.name").startsWith("Mac")) {
      // Apple's processors also run the Intel programs.
      return List.of("postgres-darwin-" + architecture + ".txz", "postgres-darwin-x86_64.txz");
    }
    boolean alpine = Files.exists(Path.of("/etc/alpine-release"));
    return List.of("postgres-linux-" + architecture + (alpine ? "-alpine_linux.txz" : ".txz"));
  }

  private static Path cacheFolder() throws IOException {
    if (UnprivilegedCommand.isAnotherUser()) { // who cannot look into root's home
      return Files.createDirectories(Path.of("/var/cache/perennial"));
    }
    String configured = System.getenv("XDG_CACHE_HOME");
    if (configured != null && Path.of(configured).isAbsolute()) {
      return Files.createDirectories(Path.of(configured, "perennial"));
    }
    Path home = Path.of(System.getProperty("user.home"));
    return home.isAbsolute() && Files.isWritable(home)
        ? Files.createDirectories(home.resolve(".cache/perennial"))
        : Files.createDirectories(Path.of("target/postgresql").toAbsolutePath());
  }

  private static String digest(byte[] archive) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Unpacks beside the target and renames, so that no half-unpacked folder is ever used. */
  private static void unpack(byte[] archive, Path home) throws IOException {
    Path partial = Files.createTempDirectory(home.getParent(), "unpacking-");
    Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (TarArchiveInputStream entries =
        new TarArchiveInputStream(
            new XZCompressorInputStream(
                new BufferedInputStream(new ByteArrayInputStream(archive))))) {
      TarArchiveEntry entry;
      while ((entry = entries.getNextEntry()) != null) {
        unpackEntry(entry, entries, partial);
      }
    }
    try {
      Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Folders.deleteRecursively(partial);
      if (!Files.isDirectory(home)) { // else another process was quicker, with the same files
        throw e;
      }
    }
  }

  private static void unpackEntry(TarArchiveEntry entry, InputStream content, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("Entry outside of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(target, folder.resolve(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
