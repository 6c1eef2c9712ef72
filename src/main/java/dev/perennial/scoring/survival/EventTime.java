package dev.perennial.scoring.survival;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One time at which customers were lost. Those censored at that very time count as at risk.
 *
 * @param time in the unit of the lifetimes
 * @param atRisk customers watched up to this time
 * @param events customers lost at it, 1 or more
 */
record EventTime(double time, long atRisk, long events) {
  /** The times at which somebody was lost, in order. */
  static List<EventTime> of(List<Lifetime> lifetimes) {
    List<Lifetime> ordered = new ArrayList<>(lifetimes);
    ordered.sort(Comparator.comparingDouble(Lifetime::time));
    List<EventTime> times = new ArrayList<>();
    int index = 0;
    while (index < ordered.size()) {
      int first = index;
      double time = ordered.get(first).time();
      long events = 0;
      while (index < ordered.size() && ordered.get(index).time() == time) {
        events += ordered.get(index++).ended() ? 1 : 0;
      }
      if (events > 0) {
        times.add(new EventTime(time, ordered.size() - first, events));
      }
    }
    return times;
  }
}
