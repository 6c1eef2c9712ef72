package dev.perennial.successmetric;

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
import dev.perennial.history.PastKey;
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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Success metrics: read, listed and written. */
@ApplicationScoped
public class SuccessMetricService {
  private static final String LABEL = "success metric";
  private static final List<SortKey<SuccessMetricRow>> SORTS =
      List.of(new SortKey<>("updatedAt", "m.updated_at", "timestamptz", SuccessMetricRow::updatedAt));

  private final SuccessMetricRepository repository;
  private final SuccessMetricEditing editing;
  private final Editor editor;
  private final References references;
  private final Survivors survivors;
  private final SettingsService settings;
  private final Clock clock;
  private final ObjectMapper json;

  SuccessMetricService(
      SuccessMetricRepository repository, SuccessMetricEditing editing, Editor editor, References references,
      Survivors survivors, SettingsService settings, Clock clock, ObjectMapper json) {
    this.repository = repository;
    this.editing = editing;
    this.editor = editor;
    this.references = references;
    this.survivors = survivors;
    this.settings = settings;
    this.clock = clock;
    this.json = json;
  }

  SuccessMetricView get(UUID id, @Nullable PointInTime at) {
    return get(PastKey.of(id), at);
  }

  SuccessMetricView get(ExternalId external, @Nullable PointInTime at) {
    if (at != null) {
      return get(PastKey.of(ResourceType.SUCCESS_METRIC, external), at);
    }
    return get(
        references.find(ResourceType.SUCCESS_METRIC, external).orElseThrow(() -> ProblemException.notFound(LABEL)), null);
  }

  private SuccessMetricView get(PastKey key, @Nullable PointInTime at) {
    Instant now = now(at);
    SuccessMetricRow row = repository.read(key, at, now).orElseThrow(() -> ProblemException.notFound(LABEL));
    return SuccessMetricReader.view(row, now, today(at));
  }

  Page<SuccessMetricView> list(SuccessMetricFilter filter, @Nullable PointInTime at, PageRequest request) {
    UUID customer = filter.customerId;
    List<UUID> family =
        customer == null ? List.of() : at == null ? survivors.family(customer) : survivors.family(customer, at);
    Filters filters = SuccessMetricRepository.filters(filter, family);
    Keyset<SuccessMetricRow> keyset =
        Keyset.of(
            request, "-updatedAt", SORTS, "m.id", SuccessMetricRow::id, at == null ? filters : at.binding(filters));
    Instant now = now(at);
    LocalDate today = today(at);
    return keyset.page(repository.list(keyset, filters, at, now), row -> SuccessMetricReader.view(row, now, today));
  }

  /** All metrics of a customer and who was merged into it; one round trip. */
  public List<SuccessMetricView> ofFamily(List<UUID> family, @Nullable PointInTime at) {
    Instant now = now(at);
    LocalDate today = today(at);
    return repository.ofFamily(family, at, now).stream().map(row -> SuccessMetricReader.view(row, now, today)).toList();
  }

  private Instant now(@Nullable PointInTime at) {
    return at == null ? clock.instant() : at.knownAt();
  }

  private LocalDate today(@Nullable PointInTime at) {
    return at == null ? settings.today() : at.today();
  }

  @Transactional
  Edited<SuccessMetricView> write(Change change) {
    Written written = editor.write(editing, List.of(change)).getFirst();
    SuccessMetricView view = get(written.idOrThrow(), null);
    return new Edited<>(view.id(), view.version(), written.status() == Written.Status.CREATED, view);
  }

  @Transactional
  List<Written> bulk(JsonNode body, boolean atomic) {
    List<Written> written = editor.write(editing, BulkRequest.changes(json, body));
    return atomic ? BulkResult.atomic(written) : written;
  }
}
