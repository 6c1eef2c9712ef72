package dev.perennial.customer;

import dev.perennial.kernel.Money;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sums the members of a company up: the customer asked for, those below it, everyone. */
final class RollUp {
  private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

  /** Of equal ones the first customer's, as PostgreSQL orders ids. */
  private static final Comparator<RollUpView.RiskiestRenewal> BY_RISK =
      Comparator.comparingDouble(RollUpView.RiskiestRenewal::probability)
          .thenComparing(riskiest -> riskiest.customerId().toString(), Comparator.reverseOrder());

  private RollUp() {}

  /**
   * One customer of the company.
   *
   * @param isAsked the one the question is about
   * @param isBelow that one, and everyone below it
   * @param isTop nobody stands above it
   * @param mrr a month, in the reporting currency; null when a rate is missing
   * @param amount of its open renewals, in ten-thousandths of the reporting currency, as the board keeps it
   * @param expectedLoss of the scored ones, likewise
   * @param riskiest of them; null when none is scored
   */
  record Member(
      UUID id,
      String name,
      boolean isAsked,
      boolean isBelow,
      boolean isTop,
      @Nullable BigDecimal mrr,
      int renewals,
      BigDecimal amount,
      int scored,
      BigDecimal expectedLoss,
      RollUpView.@Nullable RiskiestRenewal riskiest) {}

  /** Empty when the customer is not among the members. */
  static Optional<RollUpView> of(List<Member> members, String currency) {
    return members.stream()
        .filter(Member::isAsked)
        .findFirst()
        .map(
            asked -> {
              Member top = members.stream().filter(Member::isTop).findFirst().orElse(asked);
              return new RollUpView(
                  asked.id,
                  figures(members, Member::isAsked, currency),
                  figures(members, Member::isBelow, currency),
                  new RollUpView.UltimateParent(top.id, top.name, figures(members, member -> true, currency)));
            });
  }

  private static RollUpView.Figures figures(List<Member> all, Predicate<Member> scope, String currency) {
    List<Member> members = all.stream().filter(scope).toList();
    int scored = members.stream().mapToInt(Member::scored).sum();
    BigDecimal mrr = mrr(members);
    return new RollUpView.Figures(
        members.size(),
        mrr == null ? null : new Money(mrr, currency),
        mrr == null ? null : new Money(mrr.multiply(MONTHS), currency),
        members.stream().mapToInt(Member::renewals).sum(),
        units(members.stream().map(Member::amount).reduce(BigDecimal.ZERO, BigDecimal::add), currency),
        scored,
        scored == 0 ? null : units(members.stream().map(Member::expectedLoss).reduce(BigDecimal.ZERO, BigDecimal::add), currency),
        members.stream().map(Member::riskiest).filter(Objects::nonNull).max(BY_RISK).orElse(null));
  }

  /** Null when a rate is missing for one of them: a sum is never a guess. */
  private static @Nullable BigDecimal mrr(List<Member> members) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Member member : members) {
      if (member.mrr == null) {
        return null;
      }
      sum = sum.add(member.mrr);
    }
    return sum;
  }

  private static Money units(BigDecimal units, String currency) {
    return new Money(units.movePointLeft(Money.SCALE), currency);
  }
}
