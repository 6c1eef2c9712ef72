package dev.perennial.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs PostgreSQL's programs as somebody other than root, because they refuse to run as root.
 *
 * <p>An ordinary user runs them as they are. Root runs them in a user namespace ({@code unshare
 * -U}), where files keep belonging to root; where a container forbids that, as user {@code nobody}
 * ({@code setpriv}), who then owns the data folder. Users without a name, whom they refuse as well,
 * have the user namespace only.
 */
final class UnprivilegedCommand {
  private static final String NOBODY = "65534";
  private static final List<String> NAMESPACE = List.of("unshare", "-U");
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups");

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static @Nullable List<String> prefix;

  private UnprivilegedCommand() {}

  /** The command as it has to be started by the present user. */
  static List<String> of(List<String> command) {
    List<String> whole = new ArrayList<>(prefix());
    whole.addAll(command);
    return whole;
  }

  /**
   * Whether files for PostgreSQL must belong to another user than the one who runs the launcher.
   */
  static boolean isAnotherUser() {
    return prefix().equals(AS_NOBODY);
  }

  /** Gives a file, or a folder without its contents, to the user who runs PostgreSQL. */
  static void own(Path path) throws IOException {
    if (isAnotherUser()) {
      Files.setAttribute(path, "unix:uid", Integer.valueOf(NOBODY), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", Integer.valueOf(NOBODY), LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Chosen at the first question and not with the class, whose failure would be told with a stack trace. */
  private static synchronized List<String> prefix() {
    if (prefix == null) {
      prefix = choosePrefix();
    }
    return prefix;
  }

  private static List<String> choosePrefix() {
    String user = System.getProperty("user.name");
    boolean root = "root".equals(user);
    boolean nameless = "?".equals(user); // a container's user without an entry in /etc/passwd
    if (!isLinux() || !(root || nameless)) {
      return List.of();
    }
    if (works(NAMESPACE)) {
      return NAMESPACE;
    }
    if (root && works(AS_NOBODY)) {
      return AS_NOBODY;
    }
    throw new LauncherFailure(
        "PostgreSQL does not run as root or as a user without a name, and neither unshare nor setpriv works here;"
            + " run this as an ordinary user.");
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux");
  }

  private static boolean works(List<String> prefix) {
    List<String> command = new ArrayList<>(prefix);
    command.add("true");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return EndingProcess.exitCode(process, PATIENCE) == 0; // a Ctrl-C meanwhile says nothing of it
    } catch (IOException e) {
      return false;
    }
  }
}
