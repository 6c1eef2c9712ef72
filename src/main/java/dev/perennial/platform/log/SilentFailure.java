package dev.perennial.platform.log;

import dev.perennial.platform.http.ProblemException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A failure as the log may show it: its class and place, and its message only where it cannot quote anybody's data. */
final class SilentFailure extends Throwable {
  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 12;

  /** Whose messages speak of code and configuration: ours, and what fails at the start. */
  private static final List<String> OUTSPOKEN =
      List.of(
          "dev.perennial.", "io.smallrye.config.", "io.quarkus.runtime.", "jakarta.enterprise.inject.", "org.flywaydb.", "java.net.",
          "javax.net.ssl.");

  private final String shown;

  private SilentFailure(String shown, @Nullable Throwable cause, StackTraceElement[] stack) {
    super(null, cause, true, true);
    this.shown = shown;
    setStackTrace(stack);
  }

  static SilentFailure of(Throwable failure) {
    return of(failure, 0);
  }

  private static SilentFailure of(Throwable failure, int depth) {
    @Nullable Throwable cause = depth < DEEPEST ? failure.getCause() : null;
    SilentFailure silent =
        new SilentFailure(shown(failure), cause == null ? null : of(cause, depth + 1), failure.getStackTrace());
    if (depth == 0) {
      for (Throwable suppressed : failure.getSuppressed()) {
        silent.addSuppressed(of(suppressed, depth + 1));
      }
    }
    return silent;
  }

  private static String shown(Throwable failure) {
    String name = failure.getClass().getName();
    if (failure instanceof SQLException sql) {
      return name + ": " + describe(sql);
    }
    return speaks(failure) ? name + ": " + failure.getMessage() : name;
  }

  private static String describe(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (state.startsWith("08")) {
      return String.valueOf(failure.getMessage()); // no connection: there is nobody's data in it
    }
    @Nullable ServerErrorMessage server = failure instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
    return "SQL state " + state
        + (server == null || server.getTable() == null ? "" : ", table " + server.getTable())
        + (server == null || server.getConstraint() == null ? "" : ", constraint " + server.getConstraint());
  }

  private static boolean speaks(Throwable failure) {
    if (failure instanceof ProblemException) {
      return false; // meant for the caller, and quotes what it sent
    }
    if (failure instanceof NullPointerException || failure instanceof ClassCastException) {
      return true; // names of code
    }
    String name = failure.getClass().getName();
    return OUTSPOKEN.stream().anyMatch(name::startsWith)
        || failure instanceof IllegalStateException && isThrownByUs(failure);
  }

  private static boolean isThrownByUs(Throwable failure) {
    StackTraceElement[] stack = failure.getStackTrace();
    return stack.length > 0 && stack[0].getClassName().startsWith("dev.perennial.");
  }

  @Override
  public String toString() {
    return shown;
  }
}
