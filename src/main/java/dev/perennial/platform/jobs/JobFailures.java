package dev.perennial.platform.jobs;

import dev.perennial.platform.db.Contention;
import dev.perennial.platform.http.ProblemException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a thrown failure means for a job. */
final class JobFailures {
  private static final int DEEPEST = 12;
  private static final String GENERAL =
      "Something went wrong on our side; what was finished before it is kept. The log has the cause under the job's id.";

  /**
   * Deadlock, serialization, lock timeout, too many connections, server going down or coming up.
   */
  private static final Set<String> PASSING =
      Set.of("40P01", "40001", "55P03", "53300", "57P01", "57P02", "57P03");

  private JobFailures() {}

  /** Whether another attempt may succeed: the database refused for now. */
  static boolean mayPass(Throwable failure) {
    if (Contention.reason(failure) != null) {
      return true;
    }
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && (PASSING.contains(sql.getSQLState()) || sql.getSQLState().startsWith("08"))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the handler itself said what is wrong: the input's fault, not ours. */
  static boolean isExplained(Throwable failure) {
    return explanation(failure) != null;
  }

  /** The failure in words for the job's reader, with nothing internal. */
  static String text(Throwable failure) {
    String explanation = explanation(failure);
    return explanation != null ? explanation : GENERAL;
  }

  private static @Nullable String explanation(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return problem.detail();
      }
    }
    return null;
  }
}
