package dev.perennial.contract;

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
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Contracts: read, listed and written over the API. What renewals do to them is in {@link
 * ContractCommands}.
 */
@ApplicationScoped
public class ContractService {
  private static final List<SortKey<ContractRow>> SORTS =
      List.of(
          new SortKey<>("startDate", "c.start_date", "date", ContractRow::startDate),
          new SortKey<>("endDate", ContractRepository.SORTED_END, "date", ContractRow::sortedEnd),
          new SortKey<>("updatedAt", "c.updated_at", "timestamptz", ContractRow::updatedAt));

  private final ContractRepository repository;
  private final ContractEditing editing;
  private final Editor editor;
  private final References references;
  private final SettingsService settings;
  private final ObjectMapper json;

  ContractService(
      ContractRepository repository,
      ContractEditing editing,
      Editor editor,
      References references,
      SettingsService settings,
      ObjectMapper json) {
    this.repository = repository;
    this.editing = editing;
    this.editor = editor;
    this.references = references;
    this.settings = settings;
    this.json = json;
  }

  ContractView get(UUID id) {
    return repository
        .read(id)
        .map(row -> ContractView.of(row, settings.today()))
        .orElseThrow(() -> ProblemException.notFound("contract"));
  }

  /** As it was at that point. */
  ContractView get(PastKey key, PointInTime at) {
    return repository
        .read(key, at)
        .map(row -> ContractView.past(row, at.today()))
        .orElseThrow(() -> ProblemException.notFound("contract"));
  }

  Page<ContractView> list(ContractFilter filter, PageRequest request, PointInTime at) {
    Filters filters = ContractRepository.pastFilters(filter);
    Keyset<ContractRow> keyset =
        Keyset.of(request, "startDate", SORTS, "c.id", ContractRow::id, at.binding(filters));
    return keyset.page(repository.list(keyset, filters, at), row -> ContractView.past(row, at.today()));
  }

  ContractView get(ExternalId external) {
    return get(
        references
            .find(ResourceType.CONTRACT, external)
            .orElseThrow(() -> ProblemException.notFound("contract")));
  }

  Page<ContractView> list(ContractFilter filter, PageRequest request) {
    Filters filters = ContractRepository.filters(filter);
    Keyset<ContractRow> keyset =
        Keyset.of(request, "startDate", SORTS, "c.id", ContractRow::id, filters);
    LocalDate today = settings.today();
    return keyset.page(repository.list(keyset, filters, today), row -> ContractView.of(row, today));
  }

  @Transactional
  Edited<ContractView> write(Change change) {
    Written written = editor.write(editing, List.of(change)).getFirst();
    ContractView view = get(written.idOrThrow());
    return new Edited<>(
        view.id(), view.version(), written.status() == Written.Status.CREATED, view);
  }

  @Transactional
  List<Written> bulk(JsonNode body, boolean atomic) {
    List<Written> written = editor.write(editing, BulkRequest.changes(json, body));
    return atomic ? BulkResult.atomic(written) : written;
  }
}
