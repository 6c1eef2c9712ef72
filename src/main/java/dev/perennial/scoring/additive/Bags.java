package dev.perennial.scoring.additive;

import dev.perennial.scoring.numeric.SplitMix64;
import dev.perennial.scoring.table.TrainingTable;
import java.util.HashSet;
import java.util.Set;

/** Which rows each bag leaves out: every customer is left out by one bag, which one depends on the seed. */
final class Bags {
  private final int[] bagOf;
  private final boolean byCustomer;

  Bags(TrainingTable table, int[] order, int bags, long seed) {
    Set<Long> customers = new HashSet<>();
    for (int index = 0; index < order.length && customers.size() < 5 * bags; index++) {
      customers.add(table.group(order[index]));
    }
    byCustomer = customers.size() >= 5 * bags;
    bagOf = new int[order.length];
    for (int index = 0; index < order.length; index++) {
      bagOf[index] = SplitMix64.part(seed, byCustomer ? table.group(order[index]) : index, bags);
    }
  }

  boolean[] heldOut(int bag) {
    boolean[] heldOut = new boolean[bagOf.length];
    for (int index = 0; index < heldOut.length; index++) {
      heldOut[index] = bagOf[index] == bag;
    }
    return heldOut;
  }

  String note() {
    return byCustomer
        ? "every bag leaves other customers out"
        : "too few customers to leave out whole ones: every bag leaves other rows out";
  }
}
