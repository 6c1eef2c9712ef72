package dev.perennial.renewal;

import dev.perennial.currency.ExchangeRates;
import dev.perennial.editing.Reference;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.kernel.Money;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records how renewals were decided, together with what becomes of the contract: one transaction, one outcome each. */
@ApplicationScoped
public class RenewalOutcomes {
  private final RenewalCommands commands;
  private final RenewalRepository repository;
  private final RenewalWriter writer;
  private final ReasonCodeService reasonCodes;
  private final ContractReader contracts;
  private final FollowUpContracts followUps;
  private final References references;
  private final ExchangeRates exchangeRates;
  private final SettingsService settings;

  RenewalOutcomes(
      RenewalCommands commands, RenewalRepository repository, RenewalWriter writer, ReasonCodeService reasonCodes,
      ContractReader contracts, FollowUpContracts followUps, References references, ExchangeRates exchangeRates,
      SettingsService settings) {
    this.commands = commands;
    this.repository = repository;
    this.writer = writer;
    this.reasonCodes = reasonCodes;
    this.contracts = contracts;
    this.followUps = followUps;
    this.references = references;
    this.exchangeRates = exchangeRates;
    this.settings = settings;
  }

  @Transactional
  void record(UUID id, @Nullable Long ifMatch, OutcomeRequest request) {
    RenewalEntity renewal = commands.open(id, ifMatch);
    LocalDate today = settings.today();
    OutcomeChecks.check(renewal, request, today);
    List<OutcomeDetail.Reason> reasons = reasonCodes.reasons(request.outcome(), request.reasons());
    LocalDate decided = request.decidedDate() == null ? today : request.decidedDate();
    RenewalChange change = RenewalChange.of(renewal);
    OutcomeRequest.FollowUpFields followUp = request.followUp();
    OutcomeDetail detail =
        new OutcomeDetail(
            request.voidReason(), reasons, null, followUp == null ? null : followUp.kind(), request.note());
    renewal.decide(request.outcome(), OutcomeSource.RECORDED, decided, detail, null, null);
    repository.flush(); // decided before the contract moves: what follows from the contract leaves it alone
    if (request.outcome().isLost()) {
      endContract(renewal, request, decided);
    } else if (followUp != null) {
      renew(renewal, request, followUp, detail);
    }
    writer.write(change, RenewalEvents.OUTCOME_RECORDED, null);
  }

  /** A term that is not renewed ends by itself; what goes on without an end, or ends before its time, is ended. */
  private void endContract(RenewalEntity renewal, OutcomeRequest request, LocalDate decided) {
    boolean evergreen = renewal.kind == RenewalKind.EVERGREEN;
    if (evergreen || request.outcome() == Outcome.TERMINATED_EARLY) {
      followUps.end(renewal.contractId, Objects.requireNonNull(OutcomeChecks.lastDay(renewal, request, decided)));
    }
  }

  private void renew(
      RenewalEntity renewal, OutcomeRequest request, OutcomeRequest.FollowUpFields followUp, OutcomeDetail detail) {
    ContractPortfolio before = contracts.read(Set.of(renewal.contractId));
    ContractTerms contract = before.get(renewal.contractId);
    if (contract == null) {
      throw ProblemException.conflict("The renewal's contract is gone.");
    }
    Money renewed = request.renewedAmount();
    @Nullable UUID successor =
        switch (followUp.kind()) {
          case CREATE ->
              followUps.create(
                  members(renewal, before), followUp.startDate(), followUp.termMonths(), renewed == null ? null : renewed.amount(),
                  Objects.requireNonNull(renewal.decidedDate));
          case LINK -> link(renewal, before, followUp);
          case EXTEND -> {
            followUps.extend(
                contract, repository.termStart(renewal, contract.startDate()), followUp.termMonths());
            yield null;
          }
          case NONE -> null;
        };
    @Nullable Closing closing = successor == null ? null : succession(renewal);
    BigDecimal amount =
        renewed != null
            ? renewed.amount()
            : closing != null && closing.renewedAmount() != null ? closing.renewedAmount() : renewal.renewalAmount;
    renewal.renewedAmount = amount.setScale(Money.SCALE, java.math.RoundingMode.HALF_EVEN);
    renewal.followUpContractId = successor;
    renewal.outcomeDetail = detail.with(amountChange(renewal, request, closing, renewal.renewedAmount));
  }

  private static AmountChange amountChange(
      RenewalEntity renewal, OutcomeRequest request, @Nullable Closing closing, BigDecimal amount) {
    if (request.amountChange() != null) {
      return request.amountChange().change();
    }
    AmountChange change = closing == null ? null : closing.amountChange();
    return change == null
        ? AmountChange.ofPrice(renewal.renewalAmount, amount)
        : change.share(BigDecimal.ONE, amount.subtract(renewal.renewalAmount));
  }

  /** What the successor's lines say, now that it is linked. */
  private @Nullable Closing succession(RenewalEntity renewal) {
    ContractPortfolio portfolio = contracts.read(Set.of(renewal.contractId));
    Succession succession = new Succession(portfolio, new CurrencyConversion(exchangeRates), settings.today());
    return succession.of(members(renewal, portfolio));
  }

  private UUID link(RenewalEntity renewal, ContractPortfolio portfolio, OutcomeRequest.FollowUpFields followUp) {
    Reference reference = Objects.requireNonNull(followUp.contractId());
    References.TypedReference wanted = new References.TypedReference(ResourceType.CONTRACT, reference);
    UUID successor = references.find(Set.of(wanted)).ids().get(wanted);
    @Nullable ContractTerms linked = successor == null ? null : contracts.read(Set.of(successor)).get(successor);
    if (successor == null || linked == null) {
      throw ProblemException.invalid(
          FieldError.at("/followUp/contractId", "not_found", "There is no contract " + reference + "."));
    }
    if (!linked.customerId().equals(renewal.customerId) || successor.equals(renewal.contractId)) {
      throw ProblemException.invalid(
          FieldError.at(
              "/followUp/contractId", "invalid",
              successor.equals(renewal.contractId)
                  ? "A contract cannot follow itself."
                  : "The contract belongs to another customer."));
    }
    for (ContractTerms member : members(renewal, portfolio)) {
      if (!linked.startDate().isAfter(member.startDate())) {
        throw ProblemException.invalid(
            FieldError.at("/followUp/contractId", "invalid", "The contract starts before the one it would follow."));
      }
      if (!linked.renews().contains(member.id())) {
        followUps.link(member.id(), successor);
      }
    }
    return successor;
  }

  /** The contracts a renewal decides about, its own first. */
  static List<ContractTerms> members(RenewalEntity renewal, ContractPortfolio portfolio) {
    List<ContractTerms> members = new ArrayList<>();
    for (ContractTerms contract : portfolio.contracts().values()) {
      boolean inGroup =
          renewal.kind == RenewalKind.CO_TERM
              && Objects.equals(contract.coTermGroupId(), renewal.coTermGroupId)
              && contract.currency().equals(renewal.currency);
      if (inGroup || contract.id().equals(renewal.contractId)) {
        members.add(contract);
      }
    }
    members.sort(Comparator.comparing(ContractTerms::id));
    return members;
  }
}
