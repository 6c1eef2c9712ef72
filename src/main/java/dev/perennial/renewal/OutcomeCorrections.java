package dev.perennial.renewal;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes outcomes back, together with what they did to contracts, as long as nobody has built on it. The renewal is opened
 * first and the contracts follow, so that what follows from contracts sees an undecided renewal.
 */
@ApplicationScoped
public class OutcomeCorrections {
  private final RenewalRepository repository;
  private final RenewalWriter writer;
  private final RenewalOutcomes outcomes;
  private final ContractReader contracts;
  private final FollowUpContracts followUps;
  private final RenewalSync sync;
  private final SettingsService settings;

  OutcomeCorrections(
      RenewalRepository repository, RenewalWriter writer, RenewalOutcomes outcomes, ContractReader contracts,
      FollowUpContracts followUps, RenewalSync sync, SettingsService settings) {
    this.repository = repository;
    this.writer = writer;
    this.outcomes = outcomes;
    this.contracts = contracts;
    this.followUps = followUps;
    this.sync = sync;
    this.settings = settings;
  }

  @Transactional
  void correct(UUID id, @Nullable Long ifMatch, CorrectionRequest request) {
    RenewalEntity renewal = repository.lock(id).orElseThrow(() -> ProblemException.notFound("renewal"));
    check(renewal, ifMatch, request);
    RenewalChange change = RenewalChange.of(renewal);
    @Nullable OutcomeDetail detail = renewal.outcomeDetail;
    @Nullable FollowUpKind followUp = detail == null ? null : detail.followUp();
    @Nullable UUID successor = renewal.followUpContractId;
    boolean lost = Objects.requireNonNull(renewal.outcome).isLost();
    if (followUp == FollowUpKind.CREATE && successor != null) {
      refuseTouched(successor);
    }
    withdrawNextTerm(renewal, followUp == FollowUpKind.EXTEND);
    renewal.reopen();
    repository.flush(); // open before the contracts move: what follows from them must find it so
    takeBack(renewal, followUp, successor, lost);
    sync.contractsChanged(Set.of(renewal.contractId));
    writer.write(change, RenewalEvents.OUTCOME_CORRECTED, request.note());
    if (request.outcome() != null) {
      outcomes.record(id, null, request.outcome());
    }
  }

  private void check(RenewalEntity renewal, @Nullable Long ifMatch, CorrectionRequest request) {
    if (ifMatch != null && ifMatch != renewal.version) {
      throw new ProblemException(
          ProblemType.PRECONDITION_FAILED, "The renewal has changed since you read it; read it again, then repeat.");
    }
    if (renewal.isOpen()) {
      throw ProblemException.conflict("The renewal is undecided: there is no outcome to correct.");
    }
    if (renewal.isWithdrawn()) {
      throw ProblemException.conflict(
          "The renewal is void because the contract " + renewal.contractId + " no longer leads to it; change the contract.");
    }
    LocalDate due = renewal.dueDate;
    boolean renewsItself = renewal.autoRenew && !renewal.isNoticed() && due != null && !due.isAfter(settings.today());
    if (renewsItself && request.outcome() == null) {
      throw ProblemException.invalid(
          FieldError.at(
              "/outcome", "required", "The contract renews itself, so it would be renewed again; say how it was decided."));
    }
  }

  private void refuseTouched(UUID successor) {
    if (repository.isTouched(successor)) {
      throw ProblemException.conflict(
          "The follow-up contract " + successor + " has been worked on since; take that back first.");
    }
  }

  /** The decision about the term an extension led to; anything else that is open about the same end stands in the way. */
  private void withdrawNextTerm(RenewalEntity renewal, boolean extended) {
    List<RenewalEntity> later =
        repository.lockOf(Set.of(renewal.contractId)).stream()
            .filter(other -> !other.id.equals(renewal.id) && other.key().equals(renewal.key()))
            .filter(other -> !other.isWithdrawn() && isLater(other.dueDate, renewal.dueDate))
            .toList();
    boolean untouched = later.stream().allMatch(RenewalEntity::isUntouched);
    if (!later.isEmpty() && !(extended && untouched)) {
      throw ProblemException.conflict(
          "The contract " + renewal.contractId + " goes on: its decision of " + later.getFirst().dueDate
              + (untouched ? " is open." : " has been worked on since; take that back first."));
    }
    later.forEach(
        next -> {
          RenewalChange change = RenewalChange.of(next);
          next.decide(
              Outcome.VOIDED, OutcomeSource.AUTO, settings.today(), OutcomeDetail.voided(VoidReason.CONTRACT_CHANGED), null,
              null);
          writer.write(change, RenewalEvents.OUTCOME_RECORDED, null);
        });
  }

  private static boolean isLater(@Nullable LocalDate other, @Nullable LocalDate due) {
    return other == null || due == null || other.isAfter(due);
  }

  private void takeBack(RenewalEntity renewal, @Nullable FollowUpKind followUp, @Nullable UUID successor, boolean lost) {
    ContractPortfolio portfolio = contracts.read(Set.of(renewal.contractId));
    @Nullable ContractTerms contract = portfolio.get(renewal.contractId);
    if (followUp == FollowUpKind.CREATE && successor != null) {
      ContractTerms made = contracts.read(Set.of(successor)).get(successor);
      followUps.withdraw(successor, Objects.requireNonNull(made).startDate());
    } else if (followUp == FollowUpKind.LINK) {
      for (ContractTerms member : RenewalOutcomes.members(renewal, portfolio)) {
        portfolio.successorsOf(member.id()).forEach(next -> followUps.unlink(member.id(), next.id()));
      }
    } else if (followUp == FollowUpKind.EXTEND) {
      followUps.takeExtensionBack(renewal.contractId, Objects.requireNonNull(renewal.dueDate));
    } else if (lost && contract != null && contract.isClosedBecause("CANCELLED")) {
      followUps.reinstate(renewal.contractId);
    }
  }
}
