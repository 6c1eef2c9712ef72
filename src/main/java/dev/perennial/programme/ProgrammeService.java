package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.editing.Reference;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.platform.time.Ids;
import dev.perennial.programme.AssignmentRepository.Placed;
import dev.perennial.scoring.programme.StratifiedAssignment;
import dev.perennial.scoring.programme.StratifiedAssignment.Assigned;
import dev.perennial.scoring.programme.StratifiedAssignment.Unit;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Programmes: begun, filled by chance, and measured. */
@ApplicationScoped
public class ProgrammeService {
  private static final double SMALLEST_EFFECT = 0.05;
  private static final double ROUNDING = 1e-9;

  /** Seeds that survive a JSON reader which takes every number for a double. */
  private static final long SEED_BITS = (1L << 53) - 1;

  private static final List<SortKey<ProgrammeView>> SORTS =
      List.of(new SortKey<>("createdAt", "p.created_at", "timestamptz", ProgrammeView::createdAt));

  private final ProgrammeRepository repository;
  private final AssignmentRepository assignments;
  private final References references;
  private final SettingsService settings;
  private final EventLog log;
  private final CallerContext callers;
  private final Clock clock;
  private final Ids ids;
  private final ObjectMapper json;

  ProgrammeService(
      ProgrammeRepository repository, AssignmentRepository assignments, References references, SettingsService settings, EventLog log,
      CallerContext callers, Clock clock, Ids ids, ObjectMapper json) {
    this.repository = repository;
    this.assignments = assignments;
    this.references = references;
    this.settings = settings;
    this.log = log;
    this.callers = callers;
    this.clock = clock;
    this.ids = ids;
    this.json = json;
  }

  ProgrammeView get(UUID id) {
    return repository.find(id).orElseThrow(() -> ProblemException.notFound("programme"));
  }

  Page<ProgrammeView> list(PageRequest request) {
    Keyset<ProgrammeView> keyset = Keyset.of(request, "-createdAt", SORTS, "p.id", ProgrammeView::id, "");
    return keyset.page(repository.list(keyset));
  }

  /**
   * @throws ProblemException 400 where the arms do not fit together, 409 where the code is taken
   */
  @Transactional
  public ProgrammeView create(ProgrammeFields fields) {
    check(fields);
    UUID id = ids.next();
    Long seed = fields.seed();
    ProgrammeView programme =
        new ProgrammeView(
            id,
            fields.code(),
            fields.name(),
            fields.offer(),
            fields.randomised() == null || fields.randomised(),
            fields.arms(),
            fields.controlArm(),
            fields.stratifyBy() == null ? List.of(Stratum.TIER, Stratum.RISK_BAND) : fields.stratifyBy().stream().distinct().toList(),
            seed == null ? id.getLeastSignificantBits() & SEED_BITS : seed,
            fields.smallestEffect() == null ? SMALLEST_EFFECT : fields.smallestEffect(),
            clock.instant(),
            callers.caller().actor());
    if (!repository.insert(programme)) {
      throw ProblemException.conflict("There is a programme of the code " + fields.code() + " already.");
    }
    log.append(event("programme.created", id, json.valueToTree(programme)));
    return programme;
  }

  private static void check(ProgrammeFields fields) {
    List<FieldError> errors = new ArrayList<>();
    double sum = fields.arms().stream().mapToDouble(ProgrammeFields.Arm::share).sum();
    List<String> codes = fields.arms().stream().map(ProgrammeFields.Arm::code).toList();
    if (Math.abs(sum - 1) > ROUNDING) {
      errors.add(FieldError.at("/arms", "invalid", "The shares of the arms must sum to 1, not " + sum + "."));
    }
    if (codes.stream().distinct().count() < codes.size()) {
      errors.add(FieldError.at("/arms", "invalid", "Each arm needs a code of its own."));
    }
    if (!codes.contains(fields.controlArm())) {
      errors.add(FieldError.at("/controlArm", "not_found", "There is no arm " + fields.controlArm() + "."));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
  }

  /**
   * Gives arms by chance to open renewals that have none. Another draw for the same programme has a seed of its own: the
   * programme's plus the number assigned before.
   *
   * @throws ProblemException 409 for a programme whose arms are not given by chance
   */
  @Transactional
  public AssignmentResult assign(UUID id, AssignmentRequest request) {
    ProgrammeView programme = get(id);
    if (!programme.randomised()) {
      throw ProblemException.conflict("This programme's arms are not given by chance; take its assignments over from signals.");
    }
    assignments.lock(id);
    List<Reference> named = request.renewalIds();
    @Nullable List<UUID> chosen = named == null ? null : references.ids(ResourceType.RENEWAL, named, "/renewalIds");
    List<Unit> units = assignments.open(programme, chosen, request);
    long seed = programme.seed() + assignments.assigned(id);
    List<StratifiedAssignment.Arm> arms =
        programme.arms().stream().map(arm -> new StratifiedAssignment.Arm(arm.code(), arm.share())).toList();
    List<Assigned> assigned = StratifiedAssignment.assign(units, arms, seed);
    assignments.assign(id, assigned, seed, clock.instant());
    return stored(id, assigned.stream().map(a -> new Placed(a.arm(), a.unit().stratum())).toList(), seed);
  }

  /** Takes assignments over that others made; what they say about chance is the programme's word. */
  @Transactional
  public AssignmentResult takeOver(UUID id, SignalAssignmentRequest request) {
    ProgrammeView programme = get(id);
    assignments.lock(id);
    List<Placed> placed =
        assignments.takeOver(programme, request.signalType(), settings.recent().timeZone(), clock.instant());
    return stored(id, placed, null);
  }

  private AssignmentResult stored(UUID id, List<Placed> placed, @Nullable Long seed) {
    Map<String, Long> byArm = new TreeMap<>();
    Map<String, Map<String, Long>> byStratum = new TreeMap<>();
    for (Placed one : placed) {
      byArm.merge(one.arm(), 1L, Long::sum);
      byStratum.computeIfAbsent(one.stratum(), stratum -> new TreeMap<>()).merge(one.arm(), 1L, Long::sum);
    }
    AssignmentResult result = new AssignmentResult(placed.size(), seed, byArm, byStratum);
    if (!placed.isEmpty()) {
      log.append(event("programme.assigned", id, json.valueToTree(result)));
    }
    return result;
  }

  ProgrammeEffectView effect(UUID id) {
    ProgrammeView programme = get(id);
    return ProgrammeEffects.of(programme, assignments.outcomes(id));
  }

  private static Event event(String type, UUID id, JsonNode object) {
    return new Event(type, "programme", id, null, null, null, object);
  }
}
