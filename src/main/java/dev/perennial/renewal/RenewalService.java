package dev.perennial.renewal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.editing.BulkRequest;
import dev.perennial.editing.BulkResult;
import dev.perennial.editing.Change;
import dev.perennial.editing.Edited;
import dev.perennial.editing.Editor;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.editing.Written;
import dev.perennial.history.PastKey;
import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Renewals: read, listed, summed up and edited. */
@ApplicationScoped
public class RenewalService {
  static final List<SortKey<RenewalItem>> SORTS =
      List.of(
          new SortKey<>("dueDate", "b.due_date", "date", item -> item.dueDate() == null ? "infinity" : item.dueDate()),
          new SortKey<>("decisionDeadline", "b.decision_deadline_date", "date", RenewalItem::decisionDeadlineDate),
          new SortKey<>("amount", "b.amount", "bigint", RenewalItem::amountUnits),
          new SortKey<>("probability", "b.probability", "float8", item -> item.probability() == null ? -1 : item.probability()),
          new SortKey<>("expectedLoss", "b.expected_loss", "bigint", RenewalItem::expectedLossUnits));

  private final RenewalReader reader;
  private final RenewalForecasts forecasts;
  private final RenewalEditing editing;
  private final Editor editor;
  private final References references;
  private final SettingsService settings;
  private final ObjectMapper json;

  RenewalService(
      RenewalReader reader, RenewalForecasts forecasts, RenewalEditing editing, Editor editor, References references,
      SettingsService settings, ObjectMapper json) {
    this.reader = reader;
    this.forecasts = forecasts;
    this.editing = editing;
    this.editor = editor;
    this.references = references;
    this.settings = settings;
    this.json = json;
  }

  RenewalView get(UUID id) {
    return reader
        .read(id, settings.recent().reportingCurrency(), settings.today())
        .orElseThrow(() -> ProblemException.notFound("renewal"));
  }

  /** As it was at that point. */
  RenewalView get(PastKey key, PointInTime at) {
    return reader.read(key, at).orElseThrow(() -> ProblemException.notFound("renewal"));
  }

  Page<RenewalItem> list(RenewalFilter filter, PageRequest request, PointInTime at) {
    Filters filters = RenewalFilters.past(filter, at.today(), settings.recent().zone(), PastState.all("customer"));
    Keyset<RenewalItem> keyset = keyset(request, at.binding(filters));
    return keyset.page(reader.list(keyset, filters, at));
  }

  RenewalView get(ExternalId external) {
    return get(references.find(ResourceType.RENEWAL, external).orElseThrow(RenewalEditing::notMadeHere));
  }

  Page<RenewalItem> list(RenewalFilter filter, PageRequest request) {
    Filters filters = RenewalFilters.of(filter, settings.today(), settings.recent().zone());
    Keyset<RenewalItem> keyset = keyset(request, filters);
    return keyset.page(reader.list(keyset, filters, settings.recent().reportingCurrency(), settings.today()));
  }

  static Keyset<RenewalItem> keyset(PageRequest request, Object filters) {
    return Keyset.of(request, "dueDate", SORTS, "b.renewal_id", RenewalItem::id, filters);
  }

  RenewalSummary summary(RenewalFilter filter, String groupBy) {
    RenewalGrouping grouping = Filters.enumValue("groupBy", groupBy, RenewalGrouping.class);
    String currency = settings.recent().reportingCurrency();
    return RenewalSummary.of(
        grouping, currency, reader.summary(grouping, RenewalFilters.of(filter, settings.today(), settings.recent().zone()), currency));
  }

  /** As it was at that point. */
  RenewalSummary summary(RenewalFilter filter, String groupBy, PointInTime at) {
    RenewalGrouping grouping = Filters.enumValue("groupBy", groupBy, RenewalGrouping.class);
    Filters filters = RenewalFilters.past(filter, at.today(), settings.recent().zone(), PastState.all("customer"));
    return RenewalSummary.of(grouping, at.reportingCurrency(), reader.summary(grouping, filters, at));
  }

  RenewalForecast forecast(RenewalFilter filter, String groupBy) {
    return forecasts.forecast(filter, groupBy);
  }

  RenewalForecast forecast(RenewalFilter filter, String groupBy, PointInTime at) {
    return forecasts.forecast(filter, groupBy, at);
  }

  /** Patches one renewal, by id or external id; renewals are never made here. */
  @Transactional
  Edited<RenewalView> write(Change change) {
    Written written = writeAll(List.of(change)).getFirst();
    RenewalView view = get(written.idOrThrow());
    return new Edited<>(view.id(), view.version(), false, view);
  }

  @Transactional
  List<Written> bulk(JsonNode body, boolean atomic) {
    List<Written> written = writeAll(BulkRequest.changes(json, body));
    return atomic ? BulkResult.atomic(written) : written;
  }

  /**
   * Patches renewals; one result each, in order. The editing writes its own events: they show the whole renewal, not only
   * the edited fields.
   */
  @Transactional
  public List<Written> writeAll(List<Change> changes) {
    return editor.write(editing, changes, Editor.EventDetail.NONE);
  }
}
