package dev.perennial.coterm;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.contract.CoTermed;
import dev.perennial.contract.ContractCommands;
import dev.perennial.editing.Reference;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.editing.Written;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.time.Ids;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Co-term groups: made once, read later. */
@ApplicationScoped
public class CoTermGroupService {
  private final CoTermGroupRepository repository;
  private final ContractCommands contracts;
  private final References references;
  private final SettingsService settings;
  private final EventLog log;
  private final ObjectMapper json;
  private final Clock clock;
  private final Ids ids;

  CoTermGroupService(
      CoTermGroupRepository repository, ContractCommands contracts, References references, SettingsService settings,
      EventLog log, ObjectMapper json, Clock clock, Ids ids) {
    this.repository = repository;
    this.contracts = contracts;
    this.references = references;
    this.settings = settings;
    this.log = log;
    this.json = json;
    this.clock = clock;
    this.ids = ids;
  }

  CoTermGroupView get(UUID id) {
    return repository.read(id).orElseThrow(() -> ProblemException.notFound("co-term group"));
  }

  @Transactional
  public CoTermGroupView create(CoTermGroupRequest request) {
    return create(members(request), request.commonEndDate());
  }

  /**
   * The same of a file, which may come again: where these contracts are a group with that end already, nothing changes. In the
   * transaction of the import, which takes back what a refusal leaves.
   */
  @Transactional(value = Transactional.TxType.MANDATORY, dontRollbackOn = ProblemException.class)
  public Written.Status createOnce(CoTermGroupRequest request) {
    List<UUID> members = members(request);
    if (areGroup(members, request.commonEndDate())) {
      return Written.Status.UNCHANGED;
    }
    create(members, request.commonEndDate());
    return Written.Status.CREATED;
  }

  private boolean areGroup(List<UUID> members, LocalDate commonEnd) {
    List<CoTermGroupRepository.Membership> known = repository.memberships(members);
    return known.size() == members.size()
        && known.stream()
            .allMatch(
                one ->
                    one.groupId().equals(known.getFirst().groupId())
                        && one.groupSize() == members.size()
                        && one.commonEnd().equals(commonEnd));
  }

  private CoTermGroupView create(List<UUID> members, LocalDate commonEnd) {
    if (commonEnd.isBefore(settings.today())) {
      throw ProblemException.invalid(
          FieldError.at("/commonEndDate", "out_of_range", "The common end would be in the past."));
    }
    contracts.lock(members);
    refuseGrouped(members);
    refuseDecided(members);
    UUID id = ids.next();
    List<CoTermed> changes = contracts.coTerm(id, members, commonEnd);
    repository.insert(id, commonEnd, changes, clock.instant());
    CoTermGroupView view = get(id);
    log.append(new Event("co_term_group.created", "co_term_group", id, null, view.customerId(), null, json.valueToTree(view)));
    return view;
  }

  private List<UUID> members(CoTermGroupRequest request) {
    List<References.TypedReference> wanted =
        request.contractIds().stream()
            .map(reference -> new References.TypedReference(ResourceType.CONTRACT, reference))
            .toList();
    var found = references.find(wanted).ids();
    List<FieldError> errors = new ArrayList<>();
    Set<UUID> members = new LinkedHashSet<>();
    for (int i = 0; i < wanted.size(); i++) {
      Reference reference = request.contractIds().get(i);
      @Nullable UUID id = found.get(wanted.get(i));
      if (id == null) {
        errors.add(FieldError.at("/contractIds/" + i, "not_found", "There is no contract " + reference + "."));
      } else if (!members.add(id)) {
        errors.add(FieldError.at("/contractIds/" + i, "repeated", "The contract is named twice."));
      }
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return List.copyOf(members);
  }

  private void refuseGrouped(List<UUID> members) {
    repository.memberships(members).stream()
        .findFirst()
        .ifPresent(
            member -> {
              throw ProblemException.conflict(
                  "The contract " + member.contractId() + " is co-termed already: it has a common end with others on "
                      + member.commonEnd() + ".");
            });
  }

  /** What is decided stays decided: only ends that are still open can be brought together. */
  private void refuseDecided(List<UUID> members) {
    List<UUID> undecided = repository.undecided(members);
    members.stream()
        .filter(id -> !undecided.contains(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw ProblemException.conflict("The contract " + id + " has no undecided end of its own.");
            });
  }
}
