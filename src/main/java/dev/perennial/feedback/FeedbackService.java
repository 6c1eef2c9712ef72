package dev.perennial.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.customer.Survivors;
import dev.perennial.editing.BulkRequest;
import dev.perennial.editing.BulkResult;
import dev.perennial.editing.Change;
import dev.perennial.editing.Edited;
import dev.perennial.editing.Editor;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.editing.Written;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Feedback items: read, listed, summed up and written. */
@ApplicationScoped
public class FeedbackService {
  private static final String WHAT = "feedback item";
  private static final Duration YEAR = Duration.ofDays(365);
  private static final List<SortKey<FeedbackView>> SORTS =
      List.of(
          new SortKey<>("openedAt", "f.opened_at", "timestamptz", FeedbackView::openedAt),
          new SortKey<>(
              "dueDate", "coalesce(f.due_date, DATE '9999-12-31')", "date",
              item -> item.dueDate() == null ? "9999-12-31" : item.dueDate()));

  private final FeedbackRepository repository;
  private final FeedbackEditing editing;
  private final Editor editor;
  private final References references;
  private final Survivors survivors;
  private final SettingsService settings;
  private final ObjectMapper json;
  private final Clock clock;

  FeedbackService(
      FeedbackRepository repository, FeedbackEditing editing, Editor editor, References references, Survivors survivors,
      SettingsService settings, ObjectMapper json, Clock clock) {
    this.repository = repository;
    this.editing = editing;
    this.editor = editor;
    this.references = references;
    this.survivors = survivors;
    this.settings = settings;
    this.json = json;
    this.clock = clock;
  }

  FeedbackView get(UUID id) {
    return repository.read(id, settings.today()).orElseThrow(() -> ProblemException.notFound(WHAT));
  }

  FeedbackView get(ExternalId external) {
    return get(
        references.find(ResourceType.FEEDBACK_ITEM, external).orElseThrow(() -> ProblemException.notFound(WHAT)));
  }

  Page<FeedbackView> list(FeedbackFilter filter, PageRequest request) {
    Filters filters =
        FeedbackRepository.filters(filter, filter.customerId == null ? List.of() : survivors.family(filter.customerId));
    Keyset<FeedbackView> keyset = Keyset.of(request, "-openedAt", SORTS, "f.id", FeedbackView::id, filters);
    return keyset.page(repository.list(keyset, filters, settings.today()));
  }

  FeedbackSummary summary(FeedbackSummaryRequest request) {
    FeedbackGrouping by = Filters.enumValue("groupBy", request.groupBy, FeedbackGrouping.class);
    Instant to = request.closedTo == null ? clock.instant() : request.closedTo;
    Instant from = request.closedFrom == null ? to.minus(YEAR) : request.closedFrom;
    if (!from.isBefore(to)) {
      throw ProblemException.invalid(
          FieldError.parameter("closedFrom", "out_of_range", "The parameter closedFrom must lie before closedTo."));
    }
    List<FeedbackSummary.Group> groups = repository.summary(by, from, to, settings.today());
    return new FeedbackSummary(
        by, from, to, FeedbackSummary.QUANTILES, groups.getFirst(), groups.subList(1, groups.size()));
  }

  @Transactional
  Edited<FeedbackView> write(Change change) {
    Written written = editor.write(editing, List.of(change)).getFirst();
    FeedbackView view = get(written.idOrThrow());
    return new Edited<>(view.id(), view.version(), written.status() == Written.Status.CREATED, view);
  }

  @Transactional
  List<Written> bulk(JsonNode body, boolean atomic) {
    List<Written> written = editor.write(editing, BulkRequest.changes(json, body));
    return atomic ? BulkResult.atomic(written) : written;
  }
}
