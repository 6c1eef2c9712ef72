package dev.perennial.importing;

import dev.perennial.eventlog.EventLog;
import dev.perennial.platform.http.ProblemException;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.jdbi.v3.core.Jdbi;

/**
 * Lets a row fail in the middle without a trace, in a transaction that goes on: the database returns to a savepoint, the session
 * forgets what it holds, and the event log what it was told.
 */
@Singleton
class RowSavepoint {
  private final Jdbi jdbi;
  private final Session entities;
  private final EventLog log;

  RowSavepoint(Jdbi jdbi, Session entities, EventLog log) {
    this.jdbi = jdbi;
    this.entities = entities;
    this.log = log;
  }

  /**
   * @param work must not pass a method on its way that ends the transaction with its refusal
   * @throws ProblemException the work's, when nothing of it is left
   */
  <T> T call(Supplier<T> work) {
    entities.flush();
    entities.clear(); // a command reads afresh, as over REST: SQL by hand may have changed what the row before loaded
    int events = log.mark();
    execute("SAVEPOINT import_row");
    try {
      T result = work.get();
      entities.flush();
      execute("RELEASE SAVEPOINT import_row");
      return result;
    } catch (ProblemException e) {
      entities.clear();
      execute("ROLLBACK TO SAVEPOINT import_row");
      execute("RELEASE SAVEPOINT import_row");
      log.takeBack(events);
      throw e;
    }
  }

  private void execute(String statement) {
    jdbi.useHandle(handle -> handle.execute(statement));
  }
}
