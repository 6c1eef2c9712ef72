package dev.perennial.scoring.numeric;

/**
 * Sixty-four random bits per step (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014; constants of Vigna's splitmix64.c, public domain).
 *
 * <p>Written out, not taken from the JDK, because a seed that is stored beside an assignment must
 * give the same assignment on every machine for ever.
 */
public final class SplitMix64 {
  private long state;

  public SplitMix64(long seed) {
    this.state = seed;
  }

  /** The next 64 bits. */
  public long nextLong() {
    state += 0x9E3779B97F4A7C15L;
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Uniform from 0, below 1, a multiple of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /**
   * Uniform from 0, below the bound, without bias: draws that would favour small numbers are drawn
   * again.
   *
   * @throws IllegalArgumentException where the bound is not positive
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("a bound is 1 or more: " + bound);
    }
    while (true) {
      int bits = (int) (nextLong() >>> 33);
      int value = bits % bound;
      if (bits - value + (bound - 1) >= 0) {
        return value;
      }
    }
  }

  /** Shuffles the numbers in place (Fisher and Yates). */
  public void shuffle(int[] numbers) {
    for (int last = numbers.length - 1; last > 0; last--) {
      int other = nextInt(last + 1);
      int held = numbers[last];
      numbers[last] = numbers[other];
      numbers[other] = held;
    }
  }
}
