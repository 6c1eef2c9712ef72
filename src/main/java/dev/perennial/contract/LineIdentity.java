package dev.perennial.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines keep their id when a contract is written again, although many systems send lines without
 * one: an unnamed line takes the id of the stored line that is the same, else the most alike, else
 * a new one.
 */
final class LineIdentity {
  private static final List<BiPredicate<ContractLineFields, ContractLineFields>> LIKENESS =
      List.of(
          (a, b) -> a.withId(null).equals(b.withId(null)),
          (a, b) -> sameProduct(a, b) && Objects.equals(a.startDate(), b.startDate()),
          LineIdentity::sameProduct);

  private LineIdentity() {}

  static List<ContractLineFields> assign(
      List<ContractLineFields> lines, List<ContractLineFields> stored, Supplier<UUID> newId) {
    Set<UUID> named =
        lines.stream()
            .map(ContractLineFields::id)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    List<ContractLineFields> free =
        new ArrayList<>(stored.stream().filter(line -> !named.contains(line.id())).toList());
    List<ContractLineFields> assigned = new ArrayList<>(lines);
    for (BiPredicate<ContractLineFields, ContractLineFields> alike : LIKENESS) {
      for (int i = 0; i < assigned.size(); i++) {
        ContractLineFields line = assigned.get(i);
        if (line.id() == null) {
          assigned.set(i, line.withId(take(free, line, alike)));
        }
      }
    }
    assigned.replaceAll(line -> line.id() == null ? line.withId(newId.get()) : line);
    return List.copyOf(assigned);
  }

  private static @Nullable UUID take(
      List<ContractLineFields> free,
      ContractLineFields line,
      BiPredicate<ContractLineFields, ContractLineFields> alike) {
    for (int i = 0; i < free.size(); i++) {
      if (alike.test(line, free.get(i))) {
        return free.remove(i).id();
      }
    }
    return null;
  }

  private static boolean sameProduct(ContractLineFields a, ContractLineFields b) {
    return a.productId().equals(b.productId()) && a.chargeType() == b.chargeType();
  }
}
