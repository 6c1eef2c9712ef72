package dev.perennial.platform.http;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** What the database refused, in the caller's words; names of constraints and tables stay inside. */
@Singleton
class DatabaseProblems {
  @Nullable ProblemException of(Throwable cause) {
    if (!(cause instanceof SQLException failure)) {
      return null;
    }
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return switch (state) {
      case "23505" ->
          ProblemException.conflict("An object with the same unique value exists already.");
      case "40001", "40P01", "55P03" ->
          ProblemException.conflict("Another request changed the same objects at the same time; try again.");
      case "22001", "22003", "22P05", "22021" ->
          new ProblemException(
              ProblemType.VALIDATION_FAILED, "A value is too large, or has characters that cannot be stored.");
      case "57014", "57P01", "57P02", "57P03", "53300" -> unavailable();
      default ->
          state.startsWith("08") || cause instanceof SQLTransientConnectionException || isPoolEmpty(failure)
              ? unavailable()
              : null;
    };
  }

  /** All connections are at work, and none came back in time: the pool says so in words alone. */
  private static boolean isPoolEmpty(SQLException failure) {
    return failure.getSQLState() == null && String.valueOf(failure.getMessage()).contains("acquisition timeout");
  }

  private static ProblemException unavailable() {
    return new ProblemException(ProblemType.UNAVAILABLE, "The database cannot answer right now; try again.");
  }
}
