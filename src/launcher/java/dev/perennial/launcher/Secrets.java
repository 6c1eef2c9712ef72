package dev.perennial.launcher;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The random passwords of one data folder's database users, kept beside the data in a file that
 * only its owner may read.
 */
final class Secrets {
  private static final String FILE_NAME = "passwords";
  private static final int BYTES = 24;

  private final Path file;

  /**
   * @param folder the folder that also holds the data
   */
  Secrets(Path folder) {
    this.file = folder.resolve(FILE_NAME);
  }

  /** Whether a password was ever drawn. */
  boolean exist() {
    return Files.exists(file);
  }

  /** The user's password, drawn at the first question. Letters and digits only. */
  String passwordOf(String user) throws IOException {
    Properties passwords = read();
    String known = passwords.getProperty(user);
    if (known != null) {
      return known;
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String drawn = HexFormat.of().formatHex(random);
    passwords.setProperty(user, drawn);
    write(passwords);
    return drawn;
  }

  private Properties read() throws IOException {
    Properties passwords = new Properties();
    if (Files.exists(file)) {
      passwords.load(new StringReader(Files.readString(file)));
    }
    return passwords;
  }

  private void write(Properties passwords) throws IOException {
    StringBuilder lines = new StringBuilder();
    passwords.stringPropertyNames().stream()
        .sorted()
        .forEach(
            user ->
                lines.append(user).append('=').append(passwords.getProperty(user)).append('\n'));
    Folders.writePrivately(file, lines.toString());
  }
}
