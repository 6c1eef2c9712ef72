package dev.perennial.renewal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What successors renewed of a contract. One successor of several contracts is shared among them by
 * their amounts, so that nothing is counted twice. Pure.
 */
final class Succession {
  private static final int SHARE_SCALE = 12;

  private final ContractPortfolio portfolio;
  private final CurrencyConversion conversion;
  private final LocalDate today;

  Succession(ContractPortfolio portfolio, CurrencyConversion conversion, LocalDate today) {
    this.portfolio = portfolio;
    this.conversion = conversion;
    this.today = today;
  }

  /** Null when nothing renews these contracts (one, or the members of a co-term group). */
  @Nullable Closing of(List<ContractTerms> contracts) {
    List<ContractTerms> successors =
        contracts.stream()
            .flatMap(contract -> portfolio.successorsOf(contract.id()).stream())
            .distinct()
            .toList();
    if (successors.isEmpty()) {
      return null;
    }
    List<UUID> ids = contracts.stream().map(ContractTerms::id).toList();
    String currency = contracts.getFirst().currency();
    BigDecimal renewed = BigDecimal.ZERO;
    List<ContractTerms.Line> before = new ArrayList<>();
    List<ContractTerms.Line> after = new ArrayList<>();
    BigDecimal share = BigDecimal.ONE;
    contracts.forEach(contract -> before.addAll(contract.linesAtStake(today)));
    for (ContractTerms successor : successors) {
      List<ContractTerms.Line> lines =
          conversion.lines(
              successor.linesOn(successor.startDate()), successor.currency(), currency);
      share = share(ids, successor, currency);
      renewed = renewed.add(ContractTerms.annual(lines).multiply(share));
      after.addAll(lines);
      addWhatElseIsRenewed(ids, successor, currency, before);
    }
    ContractTerms first = successors.getFirst();
    BigDecimal amount = renewed.setScale(4, RoundingMode.HALF_EVEN);
    AmountChange change = AmountChange.between(before, after);
    return new Closing(
        Outcome.RENEWED,
        OutcomeSource.INFERRED,
        decided(first),
        amount,
        share.compareTo(BigDecimal.ONE) == 0
            ? change
            : change.share(share, change.total().multiply(share)),
        first.id());
  }

  private LocalDate decided(ContractTerms successor) {
    LocalDate signed = successor.signedDate();
    LocalDate decided = signed != null ? signed : successor.startDate().minusDays(1);
    return decided.isAfter(today) ? today : decided;
  }

  private BigDecimal share(List<UUID> ids, ContractTerms successor, String currency) {
    BigDecimal own = BigDecimal.ZERO;
    BigDecimal all = BigDecimal.ZERO;
    int count = 0;
    for (UUID id : successor.renews()) {
      ContractTerms renewed = portfolio.get(id);
      if (renewed != null) {
        BigDecimal amount = amount(renewed, currency);
        all = all.add(amount);
        own = ids.contains(id) ? own.add(amount) : own;
        count++;
      }
    }
    if (all.signum() == 0) {
      long mine = successor.renews().stream().filter(ids::contains).count();
      return BigDecimal.valueOf(mine)
          .divide(BigDecimal.valueOf(Math.max(1, count)), SHARE_SCALE, RoundingMode.HALF_EVEN);
    }
    return own.divide(all, SHARE_SCALE, RoundingMode.HALF_EVEN);
  }

  private BigDecimal amount(ContractTerms contract, String currency) {
    return ContractTerms.annual(
        conversion.lines(contract.linesAtStake(today), contract.currency(), currency));
  }

  private void addWhatElseIsRenewed(
      List<UUID> ids, ContractTerms successor, String currency, List<ContractTerms.Line> before) {
    for (UUID id : successor.renews()) {
      ContractTerms other = portfolio.get(id);
      if (other != null && !ids.contains(id)) {
        before.addAll(conversion.lines(other.linesAtStake(today), other.currency(), currency));
      }
    }
  }
}
