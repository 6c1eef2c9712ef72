package dev.perennial.platform.time;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes identifiers (UUIDv7: time-ordered, so that new rows land together in every index) and secrets. */
@Singleton
public class Ids {
  private static final ScopedValue<Supplier<UUID>> GIVEN = ScopedValue.newInstance();

  private final SecureRandom random = new SecureRandom();
  private final TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator(random);

  public UUID next() {
    return GIVEN.isBound() ? GIVEN.get().get() : generator.generate();
  }

  /**
   * While the work runs, on its own thread, ids come from this sequence and no longer from chance: how the demo portfolio
   * gets ids that examples can name.
   */
  public <T> T from(Supplier<UUID> sequence, Supplier<T> work) {
    return ScopedValue.where(GIVEN, sequence).call(work::get);
  }

  /** URL-safe random text of the given number of random bytes, without padding. */
  public String secret(int bytes) {
    byte[] secret = new byte[bytes];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** Lower-case letters and digits only, for key ids that people read aloud. */
  public String shortId() {
    return Long.toString(random.nextLong(36L * 36 * 36 * 36 * 36 * 36 * 36 * 36 * 36), 36);
  }
}
