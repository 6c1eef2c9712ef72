package dev.perennial.scoring.numeric;

/**
 * A seeded generator whose numbers are part of the model format: SplitMix64 (Steele, Lea, Flood
 * 2014), written out so that no library's change can alter a replay.
 */
public final class Seeded {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  public Seeded(long seed) {
    state = seed;
  }

  /** The next 64 bits. */
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform in [0, 1), 53 bits. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Uniform from 0 to bound - 1, without bias. */
  public int nextInt(int bound) {
    long limit = Long.MAX_VALUE - Long.MAX_VALUE % bound;
    long drawn = nextLong() >>> 1;
    while (drawn >= limit) {
      drawn = nextLong() >>> 1;
    }
    return (int) (drawn % bound);
  }

  /** Spreads a number over all 64 bits: the same number always to the same place. */
  public static long mix(long number) {
    long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A place from 0 to parts - 1 that depends on the seed and the key alone, in no order. */
  public static int part(long seed, long key, int parts) {
    long mixed = mix(mix(seed + GOLDEN) ^ mix(key + GOLDEN));
    return (int) Long.remainderUnsigned(mixed, parts);
  }
}
