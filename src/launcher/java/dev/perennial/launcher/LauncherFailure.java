package dev.perennial.launcher;

/**
 * A failure whose message is one clear line for the person at the terminal, told without a stack
 * trace.
 */
public final class LauncherFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LauncherFailure(String message) {
    super(message);
  }

  LauncherFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
