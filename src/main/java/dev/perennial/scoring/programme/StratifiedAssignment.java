package dev.perennial.scoring.programme;

import dev.perennial.scoring.numeric.SplitMix64;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Random assignment to arms within strata, from a seed alone: the same customers, arms and seed give
 * the same assignment on every machine, in whatever order the customers are given.
 *
 * <p>In a stratum of m customers an arm of share w gets ⌊m w⌋ or one more; who gets what is left over
 * is drawn systematically, so that every customer has probability w of every arm (Cochran, Sampling
 * Techniques, 3rd ed., ch. 8; Rosenberger and Lachin, Randomization in Clinical Trials, ch. 4).
 */
public final class StratifiedAssignment {
  private static final double ROUNDING = 1e-9;

  private StratifiedAssignment() {}

  /**
   * A customer to be assigned.
   *
   * @param id unique
   * @param stratum customers of one stratum are divided among the arms evenly
   */
  public record Unit(String id, String stratum) {}

  /**
   * An arm of the programme.
   *
   * @param name unique
   * @param share of the customers, above 0, at most 1
   */
  public record Arm(String name, double share) {}

  /**
   * Where a customer was assigned.
   *
   * @param unit the customer
   * @param arm name of the arm
   */
  public record Assigned(Unit unit, String arm) {}

  /**
   * The assignment of all units, ordered by stratum and id.
   *
   * @param arms their shares sum to 1
   * @param seed to be stored beside the assignment
   * @throws IllegalArgumentException where an id or an arm comes twice or shares do not sum to 1
   */
  public static List<Assigned> assign(List<Unit> units, List<Arm> arms, long seed) {
    requireArms(arms);
    if (units.stream().map(Unit::id).distinct().count() < units.size()) {
      throw new IllegalArgumentException("a customer is assigned once: an id comes twice");
    }
    SortedMap<String, List<Unit>> strata = new TreeMap<>();
    for (Unit unit : units) {
      strata.computeIfAbsent(unit.stratum(), stratum -> new ArrayList<>()).add(unit);
    }
    SplitMix64 random = new SplitMix64(seed);
    List<Assigned> assigned = new ArrayList<>();
    for (List<Unit> stratum : strata.values()) {
      stratum.sort(Comparator.comparing(Unit::id));
      assigned.addAll(assign(stratum, arms, random));
    }
    return assigned;
  }

  private static void requireArms(List<Arm> arms) {
    double sum = arms.stream().mapToDouble(Arm::share).sum();
    boolean positive = arms.stream().allMatch(arm -> arm.share() > 0);
    if (!positive || !(Math.abs(sum - 1) < ROUNDING)) {
      throw new IllegalArgumentException("the shares of the arms lie above 0 and sum to 1: " + arms);
    }
    if (arms.stream().map(Arm::name).distinct().count() < arms.size()) {
      throw new IllegalArgumentException("an arm comes twice: " + arms);
    }
  }

  private static List<Assigned> assign(List<Unit> stratum, List<Arm> arms, SplitMix64 random) {
    int[] order = IntStream.range(0, stratum.size()).toArray();
    random.shuffle(order);
    int[] sizes = sizes(stratum.size(), arms, random);
    String[] armOf = new String[stratum.size()];
    int next = 0;
    for (int arm = 0; arm < sizes.length; arm++) {
      for (int place = 0; place < sizes[arm]; place++) {
        armOf[order[next++]] = arms.get(arm).name();
      }
    }
    return IntStream.range(0, armOf.length)
        .mapToObj(index -> new Assigned(stratum.get(index), armOf[index]))
        .toList();
  }

  /** Customers per arm: the whole part of the quota, and the fractions by systematic sampling. */
  private static int[] sizes(int customers, List<Arm> arms, SplitMix64 random) {
    int[] sizes = new int[arms.size()];
    double start = random.nextDouble();
    double fractions = 0;
    int given = 0;
    int extra = 0;
    for (int arm = 0; arm < sizes.length; arm++) {
      double quota = customers * arms.get(arm).share();
      double whole = StrictMath.floor(quota + ROUNDING);
      fractions += Math.max(0, quota - whole);
      int reached = (int) StrictMath.floor(fractions + start);
      sizes[arm] = (int) whole + reached - extra;
      extra = reached;
      given += sizes[arm];
    }
    // Sums of fractions are a hair off; the last arm takes what is missing.
    sizes[sizes.length - 1] += customers - given;
    return sizes;
  }
}
