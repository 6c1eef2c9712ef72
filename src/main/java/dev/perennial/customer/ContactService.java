package dev.perennial.customer;

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

/** Contacts: read, listed and written. */
@ApplicationScoped
public class ContactService {
  private static final List<SortKey<ContactView>> SORTS =
      List.of(new SortKey<>("name", "name_key", "text", ContactView::nameKey));

  private final ContactRepository repository;
  private final ContactEditing editing;
  private final Editor editor;
  private final References references;
  private final ObjectMapper json;

  ContactService(
      ContactRepository repository, ContactEditing editing, Editor editor, References references, ObjectMapper json) {
    this.repository = repository;
    this.editing = editing;
    this.editor = editor;
    this.references = references;
    this.json = json;
  }

  ContactView get(UUID id) {
    return repository.read(id).orElseThrow(() -> ProblemException.notFound("contact"));
  }

  ContactView get(ExternalId external) {
    return get(references.find(ResourceType.CONTACT, external).orElseThrow(() -> ProblemException.notFound("contact")));
  }

  Page<ContactView> list(ContactFilter filter, PageRequest request) {
    Filters filters = ContactRepository.filters(filter);
    Keyset<ContactView> keyset = Keyset.of(request, "name", SORTS, "id", ContactView::id, filters);
    return keyset.page(repository.list(keyset, filters));
  }

  @Transactional
  Edited<ContactView> write(Change change) {
    Written written = editor.write(editing, List.of(change)).getFirst();
    ContactView view = get(written.idOrThrow());
    return new Edited<>(view.id(), view.version(), written.status() == Written.Status.CREATED, view);
  }

  @Transactional
  List<Written> bulk(JsonNode body, boolean atomic) {
    List<Written> written = editor.write(editing, BulkRequest.changes(json, body));
    return atomic ? BulkResult.atomic(written) : written;
  }
}
