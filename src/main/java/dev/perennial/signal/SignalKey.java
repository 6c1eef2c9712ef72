package dev.perennial.signal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.UUID;

/**
 * What makes a signal the same signal. The order is the one batches are written in, so that two
 * never deadlock.
 */
record SignalKey(String source, String sourceId, int revision) implements Comparable<SignalKey> {
  private static final Comparator<SignalKey> ORDER =
      Comparator.comparing(SignalKey::source)
          .thenComparing(SignalKey::sourceId)
          .thenComparingInt(SignalKey::revision);

  private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT_MASK = 0x0FFF_FFFF_FFFF_FFFFL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  /**
   * A stable id made from the key, the same as {@link Signals#ID_SQL}: the first 16 bytes of its
   * SHA-256.
   */
  UUID id() {
    try {
      byte[] text =
          (source + '\u001f' + sourceId + '\u001f' + revision).getBytes(StandardCharsets.UTF_8);
      ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
      return new UUID(
          hash.getLong() & VERSION_MASK | VERSION_8, hash.getLong() & VARIANT_MASK | VARIANT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int compareTo(SignalKey other) {
    return ORDER.compare(this, other);
  }
}
