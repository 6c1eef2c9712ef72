package dev.perennial.renewal;

import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Auto-renewing contracts that nobody cancelled: committed once notice is too late, renewed when due. */
@Singleton
class AutoRenewal {
  private final RenewalRepository repository;
  private final RenewalWriter writer;
  private final ContractReader contracts;
  private final FollowUpContracts followUps;
  private final SettingsService settings;

  AutoRenewal(
      RenewalRepository repository, RenewalWriter writer, ContractReader contracts, FollowUpContracts followUps,
      SettingsService settings) {
    this.repository = repository;
    this.writer = writer;
    this.contracts = contracts;
    this.followUps = followUps;
    this.settings = settings;
  }

  void commit(List<UUID> ids) {
    List<RenewalChange> changes = new ArrayList<>();
    for (UUID id : ids) {
      open(id).filter(renewal -> renewal.stage != RenewalStage.COMMITTED).ifPresent(
          renewal -> {
            RenewalChange change = RenewalChange.of(renewal);
            renewal.moveTo(RenewalStage.COMMITTED);
            changes.add(change);
          });
    }
    writer.write(changes, false);
  }

  /** Renews and extends by the term; if the next term is over too (a contract entered late), that one as well. */
  void renew(UUID id) {
    open(id).ifPresent(this::renew);
  }

  private void renew(RenewalEntity renewal) {
    LocalDate due = Objects.requireNonNull(renewal.dueDate);
    ContractTerms contract = contracts.read(Set.of(renewal.contractId)).get(renewal.contractId);
    if (contract == null || contract.endedDate() != null) {
      return; // cut short: its end decides
    }
    RenewalChange change = RenewalChange.of(renewal);
    AmountChange same = AmountChange.ofPrice(renewal.renewalAmount, renewal.renewalAmount);
    renewal.decide(
        Outcome.RENEWED, OutcomeSource.AUTO, due, OutcomeDetail.of(same, FollowUpKind.EXTEND), renewal.renewalAmount, null);
    writer.write(change, RenewalEvents.OUTCOME_RECORDED, null);
    followUps.extend(contract, repository.termStart(renewal, contract.startDate()), null);
    repository.lockOf(Set.of(renewal.contractId)).stream()
        .filter(next -> isDue(next) && next.kind == RenewalKind.TERM && next.autoRenew && !next.isNoticed())
        .findFirst()
        .ifPresent(this::renew);
  }

  private boolean isDue(RenewalEntity renewal) {
    return renewal.isOpen() && renewal.dueDate != null && !renewal.dueDate.isAfter(settings.today());
  }

  private Optional<RenewalEntity> open(UUID id) {
    return repository.lock(id).filter(renewal -> renewal.isOpen() && !renewal.isNoticed());
  }
}
