package dev.perennial.platform.jobs;

import dev.perennial.testing.TestDatabase;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * What chunks of {@link ChunkHandler} do to the world: a row each, in a table without a key, so
 * that a chunk done twice is seen twice.
 */
@Singleton
class ChunkEffects {
  record Effect(int chunk, int attempt) {}

  private final Jdbi jdbi;

  ChunkEffects(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  static void createTable() throws SQLException {
    try (Connection owner = TestDatabase.server().superuserConnection("perennial")) {
      owner
          .createStatement()
          .execute(
              """
              CREATE SCHEMA IF NOT EXISTS test_jobs;
              CREATE TABLE IF NOT EXISTS test_jobs.effect (job_id uuid NOT NULL, chunk int NOT NULL, attempt int NOT NULL);
              GRANT USAGE ON SCHEMA test_jobs TO perennial_app;
              GRANT SELECT, INSERT ON test_jobs.effect TO perennial_app;
              """);
    }
  }

  void add(UUID jobId, int chunk, int attempt) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO test_jobs.effect (job_id, chunk, attempt) VALUES (?, ?, ?)",
                jobId,
                chunk,
                attempt));
  }

  List<Effect> of(UUID jobId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT chunk, attempt FROM test_jobs.effect WHERE job_id = :job ORDER BY chunk, attempt")
                .bind("job", jobId)
                .map((row, context) -> new Effect(row.getInt("chunk"), row.getInt("attempt")))
                .list());
  }
}
