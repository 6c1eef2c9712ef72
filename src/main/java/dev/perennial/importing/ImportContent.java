package dev.perennial.importing;

import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Uploads, kept in pieces of one megabyte so that any replica can work on them and neither side ever holds a file in memory.
 */
@Singleton
class ImportContent {
  private static final int PIECE = 1 << 20;

  private final Jdbi jdbi;
  private final CallerContext callers;

  ImportContent(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** Stores the stream as it comes; each piece by itself, so that a slow upload holds no transaction. Returns its bytes. */
  long store(UUID job, InputStream upload) throws IOException {
    long total = 0;
    for (int piece = 0; ; piece++) {
      byte[] bytes = upload.readNBytes(PIECE);
      if (bytes.length == 0) {
        return total;
      }
      insert(job, piece, bytes);
      total += bytes.length;
    }
  }

  private void insert(UUID job, int piece, byte[] bytes) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO app.job_content (tenant_id, job_id, piece, bytes) VALUES (:tenant, :job, :piece, :bytes)")
                .bind("tenant", callers.tenantId())
                .bind("job", job)
                .bind("piece", piece)
                .bind("bytes", bytes)
                .execute());
  }

  InputStream open(UUID job) {
    return new PieceStream(job);
  }

  void delete(UUID job) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM app.job_content WHERE tenant_id = :tenant AND job_id = :job")
                .bind("tenant", callers.tenantId())
                .bind("job", job)
                .execute());
  }

  /** Uploads from before a time whose job has ended or was never made: the process died while it took them in. */
  void deleteOrphans(Instant before) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM app.job_content c WHERE c.tenant_id = :tenant AND c.job_id < :limit"
                        + " AND NOT EXISTS (SELECT FROM app.job j WHERE j.tenant_id = :tenant AND j.id = c.job_id"
                        + " AND j.state IN ('QUEUED', 'RUNNING'))")
                .bind("tenant", callers.tenantId())
                .bind("limit", earliestId(before))
                .execute());
  }

  /** The least UUIDv7 of a millisecond; ids of jobs tell when their upload began. */
  private static UUID earliestId(Instant time) {
    return new UUID(time.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L);
  }

  private byte @Nullable [] read(UUID job, int piece) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT bytes FROM app.job_content WHERE tenant_id = :tenant AND job_id = :job AND piece = :piece")
                .bind("tenant", callers.tenantId())
                .bind("job", job)
                .bind("piece", piece)
                .mapTo(byte[].class)
                .findOne()
                .orElse(null));
  }

  /** Reads piece after piece; one is in memory at a time. */
  private final class PieceStream extends InputStream {
    private final UUID job;
    private int next;
    private byte[] bytes = new byte[0];
    private int position;

    PieceStream(UUID job) {
      this.job = job;
    }

    @Override
    public int read() {
      return fill() ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, bytes.length - position);
      System.arraycopy(bytes, position, target, offset, count);
      position += count;
      return count;
    }

    private boolean fill() {
      if (position < bytes.length) {
        return true;
      }
      byte[] piece = ImportContent.this.read(job, next);
      if (piece == null) {
        return false;
      }
      next++;
      bytes = piece;
      position = 0;
      return true;
    }
  }
}
