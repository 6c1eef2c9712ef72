package dev.perennial.learning;

import dev.perennial.scoring.evaluate.RollingOrigin;
import dev.perennial.scoring.numeric.SplitMix64;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What is trained on and what is judged.
 *
 * @param outOfTime whether the judged renewals fell due after the training; false where the sample has no such past
 * @param origins days at which models are trained; empty unless outOfTime
 */
record BackTestPlan(
    boolean outOfTime, List<LocalDate> origins, int horizonDays, int parts, List<RollingOrigin.Split> splits) {
  private static final int ORIGINS = 4;
  private static final int PARTS_OF_CUSTOMERS = 5;

  static BackTestPlan of(List<SampledRenewal> renewals, BackTestOrder order) {
    long[] due = renewals.stream().mapToLong(renewal -> renewal.dueDate().toEpochDay()).toArray();
    long[] decided = renewals.stream().mapToLong(renewal -> renewal.decidedDate().toEpochDay()).toArray();
    long[] customers = renewals.stream().mapToLong(SampledRenewal::group).toArray();
    long[] sorted = due.clone();
    java.util.Arrays.sort(sorted);
    long middle = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    long last = sorted.length == 0 ? 0 : sorted[sorted.length - 1];
    long step = Math.max(1, (last - middle + ORIGINS - 1) / ORIGINS);
    long[] origins =
        order.origins() != null
            ? order.origins().stream().mapToLong(LocalDate::toEpochDay).sorted().distinct().toArray()
            : LongStream.range(0, ORIGINS).map(index -> middle + index * step).toArray();
    int horizon = order.horizonDays() != null ? order.horizonDays() : horizon(origins, last, step);
    List<RollingOrigin.Split> splits =
        RollingOrigin.splits(decided, due, customers, origins, horizon, order.parts(), order.seed());
    if (!splits.isEmpty() || order.origins() != null) {
      List<LocalDate> days = LongStream.of(origins).mapToObj(LocalDate::ofEpochDay).toList();
      return new BackTestPlan(true, days, horizon, order.parts(), splits);
    }
    return new BackTestPlan(false, List.of(), 0, PARTS_OF_CUSTOMERS, byCustomer(customers, order.seed()));
  }

  /** To the next origin, so that each renewal is judged once. */
  private static int horizon(long[] origins, long last, long step) {
    long gap = origins.length > 1 ? Long.MAX_VALUE : Math.max(1, last - origins[0]);
    for (int index = 1; index < origins.length; index++) {
      gap = Math.min(gap, origins[index] - origins[index - 1]);
    }
    return (int) Math.min(1095, Math.max(1, origins.length > 1 ? gap : Math.max(gap, step)));
  }

  private static List<RollingOrigin.Split> byCustomer(long[] customers, long seed) {
    List<RollingOrigin.Split> splits = new ArrayList<>();
    for (int part = 0; part < PARTS_OF_CUSTOMERS; part++) {
      int tested = part;
      int[] test =
          IntStream.range(0, customers.length)
              .filter(row -> SplitMix64.part(seed, customers[row], PARTS_OF_CUSTOMERS) == tested)
              .toArray();
      int[] train =
          IntStream.range(0, customers.length)
              .filter(row -> SplitMix64.part(seed, customers[row], PARTS_OF_CUSTOMERS) != tested)
              .toArray();
      if (test.length > 0 && train.length > 0) {
        splits.add(new RollingOrigin.Split(0, train, test));
      }
    }
    return splits;
  }

  /** The same, judged only on rows of which every contender has something to say. */
  BackTestPlan judging(IntPredicate known) {
    List<RollingOrigin.Split> kept = new ArrayList<>();
    for (RollingOrigin.Split split : splits) {
      int[] test = IntStream.of(split.test()).filter(known).toArray();
      if (test.length > 0) {
        kept.add(new RollingOrigin.Split(split.origin(), split.train(), test));
      }
    }
    return new BackTestPlan(outOfTime, origins, horizonDays, parts, kept);
  }

  /** Rows judged, split after split. */
  int[] judged() {
    return splits.stream().flatMapToInt(split -> IntStream.of(split.test())).toArray();
  }
}
