package dev.perennial.tenant;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The one rule by which configuration is replaced as a whole: who replaces names the version it saw, so that nobody's change
 * is lost; who names none means to make something new.
 */
@Singleton
public class Replacement {
  private final Jdbi jdbi;
  private final CallerContext callers;

  Replacement(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /**
   * Holds what the writer saw against what is there, and lets no other write the same until the transaction ends.
   *
   * @param what name of the kind in a sentence: {@code reason code}
   * @param code which one of the kind
   * @param ifMatch version the writer saw; null = none
   * @param current reads what is there
   * @return version of what comes in its place; 1 when it is new
   * @throws ProblemException 428 when there is one and no version was named, 412 when it has another version or is not there
   */
  public <T> long nextVersion(
      String what, String code, @Nullable Long ifMatch, Supplier<Optional<T>> current, Function<T, Long> version) {
    lock(what + "/" + code);
    @Nullable Long found = current.get().map(version).orElse(null);
    if (found != null && ifMatch == null) {
      throw new ProblemException(
          ProblemType.PRECONDITION_REQUIRED, "The " + what + " " + code + " exists: send If-Match with its ETag to replace it.");
    }
    if (ifMatch != null && !ifMatch.equals(found)) {
      throw new ProblemException(
          ProblemType.PRECONDITION_FAILED,
          found == null
              ? "There is no " + what + " " + code + "; make it without If-Match."
              : "The " + what + " " + code + " has changed; read it again.");
    }
    return found == null ? 1 : found + 1;
  }

  private void lock(String what) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:key, 2))::text")
                .bind("key", callers.tenantId() + "/" + what)
                .mapTo(String.class)
                .list());
  }
}
