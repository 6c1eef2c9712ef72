package dev.perennial.scoring.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.numeric.SplitMix64;
import dev.perennial.scoring.programme.StratifiedAssignment.Arm;
import dev.perennial.scoring.programme.StratifiedAssignment.Assigned;
import dev.perennial.scoring.programme.StratifiedAssignment.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random assignment from a seed. */
class StratifiedAssignmentTest {
  private static final List<Arm> ARMS =
      List.of(new Arm("offer", 0.5), new Arm("call", 0.3), new Arm("hold-out", 0.2));

  /** First numbers of splitmix64.c (Vigna) with state 1234567. */
  @Test
  void generatorIsThePublishedOne() {
    SplitMix64 random = new SplitMix64(1234567);
    assertEquals(6457827717110365317L, random.nextLong());
    assertEquals(3203168211198807973L, random.nextLong());
    assertEquals(-8629252141511181193L, random.nextLong());
  }

  @Test
  void everyStratumIsDividedByTheShares() {
    List<Unit> units = units(237);
    List<Assigned> assigned = StratifiedAssignment.assign(units, ARMS, 7);
    assertEquals(units.size(), assigned.size());
    for (int stratum = 0; stratum < 7; stratum++) {
      String name = "s" + stratum;
      long size = units.stream().filter(unit -> unit.stratum().equals(name)).count();
      for (Arm arm : ARMS) {
        long got =
            assigned.stream()
                .filter(one -> one.unit().stratum().equals(name) && one.arm().equals(arm.name()))
                .count();
        assertTrue(Math.abs(got - size * arm.share()) < 1, () -> name + " " + arm + ": " + got);
      }
    }
  }

  @Test
  void dependsOnTheSeedAndNotOnTheOrder() {
    List<Unit> units = units(100);
    List<Unit> shuffled = new ArrayList<>(units);
    Collections.shuffle(shuffled, new Random(1));
    List<Assigned> assigned = StratifiedAssignment.assign(units, ARMS, 7);
    assertEquals(assigned, StratifiedAssignment.assign(shuffled, ARMS, 7));
    assertNotEquals(assigned, StratifiedAssignment.assign(units, ARMS, 8));
  }

  /** A stratum of one or three never divides evenly; over seeds each arm still gets its share. */
  @Test
  void everyCustomerHasTheSameChanceOfEveryArm() {
    List<Unit> units = List.of(new Unit("a", "x"), new Unit("b", "y"), new Unit("c", "y"), new Unit("d", "y"));
    int[][] counts = new int[4][3];
    for (int seed = 0; seed < 20_000; seed++) {
      List<Assigned> assigned = StratifiedAssignment.assign(units, ARMS, seed);
      for (int index = 0; index < 4; index++) {
        String arm = assigned.get(index).arm();
        counts[index][arm.equals("offer") ? 0 : arm.equals("call") ? 1 : 2]++;
      }
    }
    for (int[] count : counts) {
      for (int arm = 0; arm < 3; arm++) {
        assertEquals(ARMS.get(arm).share(), count[arm] / 20_000.0, 0.015);
      }
    }
  }

  @Test
  void whatCannotBeAssignedIsRefused() {
    assertEquals(List.of(), StratifiedAssignment.assign(List.of(), ARMS, 1));
    List<Unit> twice = List.of(new Unit("a", "x"), new Unit("a", "y"));
    assertThrows(
        IllegalArgumentException.class, () -> StratifiedAssignment.assign(twice, ARMS, 1));
    for (List<Arm> arms :
        List.of(
            List.<Arm>of(),
            List.of(new Arm("a", 0.5)),
            List.of(new Arm("a", 0.5), new Arm("a", 0.5)),
            List.of(new Arm("a", 1.5), new Arm("b", -0.5)))) {
      assertThrows(
          IllegalArgumentException.class, () -> StratifiedAssignment.assign(units(3), arms, 1));
    }
  }

  private static List<Unit> units(int count) {
    List<Unit> units = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      units.add(new Unit("c" + index, "s" + index % 7));
    }
    return units;
  }
}
