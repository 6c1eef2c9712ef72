package dev.perennial.renewal;

import dev.perennial.contract.ContractListener;
import dev.perennial.currency.ExchangeRates;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.UUID;

/**
 * Keeps renewals in step with contracts: makes the decisions contracts lead to, moves open ones
 * with their contract, decides what successors and cancellations decided, voids what is no decision
 * any more, and never touches what is decided.
 */
@Singleton
public class RenewalSync implements ContractListener {
  private final ContractReader contracts;
  private final RenewalRepository repository;
  private final RenewalWriter writer;
  private final SettingsService settings;
  private final ExchangeRates exchangeRates;
  private final SyncMode mode;

  RenewalSync(
      ContractReader contracts,
      RenewalRepository repository,
      RenewalWriter writer,
      SettingsService settings,
      ExchangeRates exchangeRates,
      SyncMode mode) {
    this.contracts = contracts;
    this.repository = repository;
    this.writer = writer;
    this.settings = settings;
    this.exchangeRates = exchangeRates;
    this.mode = mode;
  }

  /** Runs in the transaction of the contract write; a batch costs a fixed number of round trips. */
  @Override
  public void contractsChanged(Collection<UUID> contractIds) {
    if (contractIds.isEmpty()) {
      return;
    }
    ContractPortfolio portfolio = contracts.read(contractIds);
    RenewalPlan plan =
        new RenewalPlan(
            portfolio,
            new Succession(portfolio, new CurrencyConversion(exchangeRates), settings.today()),
            settings.recent(),
            settings.today(),
            mode.isHistory());
    writer.write(plan.apply(repository.lockOf(portfolio.all())), mode.isQuiet());
  }
}
