package dev.perennial.successmetric;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.editing.Change;
import dev.perennial.editing.Editor;
import dev.perennial.editing.Reference;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.editing.Written;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.platform.time.Ids;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Question rounds: started and followed. */
@ApplicationScoped
public class QuestionRoundService {
  private static final int MAX_CUSTOMERS = 500;
  private static final int JUDGED_AT_ONCE = 100;
  private static final Set<String> STATES = Set.of("OPEN", "ANSWERED", "OVERDUE");
  private static final List<SortKey<QuestionRoundView>> SORTS =
      List.of(new SortKey<>("createdAt", "r.created_at", "timestamptz", QuestionRoundView::createdAt));
  private static final List<SortKey<QuestionItemView>> ITEM_SORTS =
      List.of(new SortKey<>("id", "i.id", "uuid", QuestionItemView::id));

  private final QuestionRoundRepository repository;
  private final SuccessMetricEditing editing;
  private final Editor editor;
  private final References references;
  private final SettingsService settings;
  private final EventLog events;
  private final Ids ids;
  private final Clock clock;
  private final ObjectMapper json;

  QuestionRoundService(
      QuestionRoundRepository repository, SuccessMetricEditing editing, Editor editor, References references, SettingsService settings,
      EventLog events, Ids ids, Clock clock, ObjectMapper json) {
    this.repository = repository;
    this.editing = editing;
    this.editor = editor;
    this.references = references;
    this.settings = settings;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
    this.json = json;
  }

  /** Starts a round: one item per metric or customer. */
  @Transactional
  public QuestionRoundView start(QuestionRoundRequest request) {
    if (request.dueDate().isBefore(settings.today())) {
      throw ProblemException.invalid(FieldError.at("/dueDate", "out_of_range", "The due date must not be over."));
    }
    List<QuestionRoundRepository.Owned> asked = asked(request);
    UUID round = ids.next();
    repository.insert(round, request, clock.instant(), asked.stream().map(item -> ids.next()).toList(), asked);
    QuestionRoundView view = get(round);
    tell("question_round.created", view);
    return view;
  }

  private void tell(String event, QuestionRoundView round) {
    ObjectNode object = json.valueToTree(round);
    events.append(new Event(event, "question_round", round.id(), null, null, null, object));
  }

  /** Tells once of each round that passed its due date with answers missing; true when there may be more. */
  @Transactional
  boolean judgeSome() {
    LocalDate today = settings.today();
    UUID[] over = repository.judge(today, JUDGED_AT_ONCE);
    if (over.length > 0) {
      repository.of(over, today).stream()
          .filter(round -> round.state().equals(QuestionRoundView.OVERDUE))
          .forEach(round -> tell("question_round.overdue", round));
    }
    return over.length == JUDGED_AT_ONCE;
  }

  private List<QuestionRoundRepository.Owned> asked(QuestionRoundRequest request) {
    List<Reference> metrics = request.successMetricIds();
    QuestionRoundRequest.Question question = request.question();
    QuestionRoundRequest.AskedCustomers customers = request.customers();
    if (metrics != null && question == null && customers == null) {
      return repository.metrics(references.ids(ResourceType.SUCCESS_METRIC, metrics, "/successMetricIds"));
    }
    if (metrics == null && question != null && customers != null) {
      return asked(question, customers);
    }
    throw ProblemException.invalid(
        FieldError.at("", "invalid", "Ask for successMetricIds, or a question of customers; not both."));
  }

  private List<QuestionRoundRepository.Owned> asked(
      QuestionRoundRequest.Question question, QuestionRoundRequest.AskedCustomers asked) {
    @Nullable List<UUID> ids = asked.ids() == null ? null : references.ids(ResourceType.CUSTOMER, asked.ids(), "/customers/ids");
    @Nullable UUID csm = references.find(ResourceType.USER, asked.csmId()).orElse(null);
    if (asked.csmId() != null && csm == null) {
      throw ProblemException.invalid(FieldError.at("/customers/csmId", "not_found", "There is no such user."));
    }
    List<UUID> customers = repository.customers(asked, ids, csm, MAX_CUSTOMERS);
    if (customers.isEmpty() || ids != null && customers.size() < new HashSet<>(ids).size()) {
      throw ProblemException.invalid(FieldError.at("/customers", "not_found", "Not all, or none, of these customers exist."));
    }
    if (customers.size() > MAX_CUSTOMERS) {
      throw ProblemException.invalid(
          FieldError.at("/customers", "too_many", "A round asks at most " + MAX_CUSTOMERS + " customers; choose fewer."));
    }
    String name = question.text().strip();
    List<UUID> without = new ArrayList<>(customers);
    without.removeAll(repository.named(customers, name).stream().map(QuestionRoundRepository.Owned::customer).toList());
    create(question, name, without);
    return repository.named(customers, name);
  }

  private void create(QuestionRoundRequest.Question question, String name, List<UUID> customers) {
    List<Change> changes =
        customers.stream()
            .map(customer -> Change.create(metric(question, name, customer)))
            .toList();
    if (!changes.isEmpty()) {
      editor.write(editing, changes).forEach(Written::idOrThrow);
    }
  }

  /** The round asks; the metric needs no follow-ups of its own. */
  private ObjectNode metric(QuestionRoundRequest.Question question, String name, UUID customer) {
    ObjectNode metric =
        json.createObjectNode()
            .put("customerId", customer.toString())
            .put("name", name)
            .put("unit", question.unit())
            .put("direction", question.direction().name())
            .put("definedBy", MetricDefiner.US.name());
    metric.putArray("followUpMonths");
    return metric;
  }

  QuestionRoundView get(UUID id) {
    return repository.of(new UUID[] {id}, settings.today()).stream()
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("question round"));
  }

  Page<QuestionRoundView> list(PageRequest request) {
    Keyset<QuestionRoundView> keyset = Keyset.of(request, "-createdAt", SORTS, "r.id", QuestionRoundView::id, "");
    return keyset.page(repository.list(keyset, settings.today()));
  }

  Page<QuestionItemView> items(UUID round, @Nullable String state, PageRequest request) {
    if (state != null && !STATES.contains(state)) {
      throw ProblemException.invalid(
          FieldError.parameter("state", "invalid", "The parameter state must be of OPEN, ANSWERED, OVERDUE."));
    }
    get(round);
    Filters filters = QuestionRoundRepository.filters(state);
    Keyset<QuestionItemView> keyset =
        Keyset.of(request, "id", ITEM_SORTS, "i.id", QuestionItemView::id, round + " " + filters);
    return keyset.page(repository.items(round, keyset, filters, settings.today()));
  }
}
