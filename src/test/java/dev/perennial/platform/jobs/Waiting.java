package dev.perennial.platform.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again until the answer is right: jobs end when they end. */
public final class Waiting {
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private Waiting() {}

  public static <T> T until(Supplier<T> question, Predicate<T> right) {
    Instant end = Instant.now().plus(LIMIT);
    while (true) {
      T answer = question.get();
      if (right.test(answer)) {
        return answer;
      }
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within " + LIMIT + ": " + answer);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
