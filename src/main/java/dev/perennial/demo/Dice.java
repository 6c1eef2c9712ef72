package dev.perennial.demo;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random numbers that are the same on every machine: one stream per name, all mathematics from
 * {@link StrictMath}.
 *
 * <p>Streams are named, not shared: drawing once more for one purpose does not change what another
 * purpose draws.
 */
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final SplittableRandom random;

  private Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The stream of this name within a world. */
  static Dice of(long worldSeed, String name, int number) {
    long seed = worldSeed;
    for (int i = 0; i < name.length(); i++) {
      seed = (seed ^ name.charAt(i)) * GOLDEN;
      seed ^= seed >>> 29;
    }
    return new Dice((seed ^ number) * GOLDEN);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Uniform in [from, to], both included. */
  int between(int from, int to) {
    return random.nextInt(from, to + 1);
  }

  double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** Standard normal (Box and Muller 1958). */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  /** Poisson by multiplication of uniforms (Knuth); meant for means below 50. */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** The index of one of the weights, with a chance in proportion. */
  int weighted(double... weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double at = random.nextDouble() * sum;
    for (int i = 0; i < weights.length - 1; i++) {
      at -= weights[i];
      if (at < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
