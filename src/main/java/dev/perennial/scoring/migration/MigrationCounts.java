package dev.perennial.scoring.migration;

import java.util.List;

/**
 * Customers by the segment they were in at the beginning and at the end of a period. Those who came
 * during it have no beginning (ENTERED), those who left no end (LEFT).
 *
 * @param segments names, best first: a move to an earlier one is an upgrade
 * @param moved {@code moved.get(from).get(to)}, 0 or more
 * @param entered per segment they are in at the end
 * @param left per segment they were in at the beginning
 */
public record MigrationCounts(
    List<String> segments, List<List<Long>> moved, List<Long> entered, List<Long> left) {
  /** The name of the state of those who left. */
  public static final String LEFT = "LEFT";

  /**
   * @throws IllegalArgumentException where there is no segment, a name comes twice or is LEFT, sizes
   *     differ, or a count is negative
   */
  public MigrationCounts {
    segments = List.copyOf(segments);
    moved = moved.stream().map(List::copyOf).toList();
    entered = List.copyOf(entered);
    left = List.copyOf(left);
    int size = segments.size();
    if (size == 0 || segments.stream().distinct().count() < size || segments.contains(LEFT)) {
      throw new IllegalArgumentException("segments have names of their own, LEFT is none: " + segments);
    }
    if (moved.size() != size || entered.size() != size || left.size() != size) {
      throw new IllegalArgumentException("counts are wanted for " + size + " segments");
    }
    moved.forEach(row -> requireCounts(row, size));
    requireCounts(entered, size);
    requireCounts(left, size);
  }

  /** A period in which nobody entered or left. */
  public static MigrationCounts closed(List<String> segments, List<List<Long>> moved) {
    List<Long> none = segments.stream().map(segment -> 0L).toList();
    return new MigrationCounts(segments, moved, none, none);
  }

  private static void requireCounts(List<Long> counts, int size) {
    if (counts.size() != size || counts.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(size + " counts of 0 or more are wanted: " + counts);
    }
  }

  public long moved(int from, int to) {
    return moved.get(from).get(to);
  }

  /** Customers in the segment at the beginning. */
  public long began(int segment) {
    return sum(moved.get(segment)) + left.get(segment);
  }

  /** Customers in the segment at the end. */
  public long ended(int segment) {
    long sum = entered.get(segment);
    for (List<Long> row : moved) {
      sum += row.get(segment);
    }
    return sum;
  }

  /** Customers at the end less customers at the beginning. */
  public long net(int segment) {
    return ended(segment) - began(segment);
  }

  /** Customers now in a better segment than before. */
  public long upgraded() {
    long sum = 0;
    for (int from = 0; from < segments.size(); from++) {
      sum += sum(moved.get(from).subList(0, from));
    }
    return sum;
  }

  /** Customers now in a worse segment than before; those who left not among them. */
  public long downgraded() {
    long sum = 0;
    for (int from = 0; from < segments.size(); from++) {
      sum += sum(moved.get(from).subList(from + 1, segments.size()));
    }
    return sum;
  }

  /** True where somebody left. */
  public boolean open() {
    return sum(left) > 0;
  }

  /** Where customers of a segment went: the segments, and LEFT last. */
  long[] destinations(int from) {
    long[] destinations = new long[segments.size() + 1];
    for (int to = 0; to < segments.size(); to++) {
      destinations[to] = moved(from, to);
    }
    destinations[segments.size()] = left.get(from);
    return destinations;
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
