package dev.perennial.utilisation;

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
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Entitlements: read, listed and written. */
@ApplicationScoped
public class EntitlementService {
  private static final List<SortKey<EntitlementView>> SORTS =
      List.of(
          new SortKey<>("updatedAt", "updated_at", "timestamptz", EntitlementView::updatedAt));

  private final EntitlementRepository repository;
  private final EntitlementEditing editing;
  private final Editor editor;
  private final References references;
  private final ObjectMapper json;

  EntitlementService(
      EntitlementRepository repository,
      EntitlementEditing editing,
      Editor editor,
      References references,
      ObjectMapper json) {
    this.repository = repository;
    this.editing = editing;
    this.editor = editor;
    this.references = references;
    this.json = json;
  }

  EntitlementView get(UUID id) {
    return repository.read(id).orElseThrow(() -> ProblemException.notFound("entitlement"));
  }

  EntitlementView get(ExternalId external) {
    return get(
        references
            .find(ResourceType.ENTITLEMENT, external)
            .orElseThrow(() -> ProblemException.notFound("entitlement")));
  }

  Page<EntitlementView> list(EntitlementFilter filter, PageRequest request) {
    Filters filters = EntitlementRepository.filters(filter);
    Keyset<EntitlementView> keyset = Keyset.of(request, "-updatedAt", SORTS, "id", EntitlementView::id, filters);
    return keyset.page(repository.list(keyset, filters));
  }

  @Transactional
  Edited<EntitlementView> write(Change change) {
    Written written = editor.write(editing, List.of(change)).getFirst();
    EntitlementView view = get(written.idOrThrow());
    return new Edited<>(
        view.id(), view.version(), written.status() == Written.Status.CREATED, view);
  }

  @Transactional
  List<Written> bulk(JsonNode body, boolean atomic) {
    List<Written> written = editor.write(editing, BulkRequest.changes(json, body));
    return atomic ? BulkResult.atomic(written) : written;
  }
}
