package dev.perennial.platform.jobs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fault in one line of a job's input.
 *
 * @param line counted from 1, the header line included
 * @param code stable code: required, invalid, unknown, not_found, …
 * @param field the field at fault, null when it is the whole line
 * @param detail the fault in plain words
 */
public record JobError(long line, String code, @Nullable String field, String detail) {
  private static final int MAX_DETAIL = 1000;

  /**
   * Details quote the input: what PostgreSQL cannot store is replaced, what nobody reads is cut.
   */
  public JobError {
    detail = storable(detail);
    field = field == null ? null : storable(field);
  }

  private static String storable(String text) {
    String clean = text.replace('\0', '\uFFFD');
    return clean.length() <= MAX_DETAIL ? clean : clean.substring(0, MAX_DETAIL - 1) + "…";
  }

  /** As stored: the id breaks ties between faults of one line. */
  record Row(UUID id, JobError error) {}
}
