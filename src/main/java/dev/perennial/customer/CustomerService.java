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
import dev.perennial.history.PastKey;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.tenant.Settings;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Customers: read, listed and written. */
@ApplicationScoped
public class CustomerService {
  private static final List<SortKey<CustomerRow>> SORTS =
      List.of(
          new SortKey<>("name", "c.name_key", "text", CustomerRow::nameKey),
          new SortKey<>("updatedAt", "c.updated_at", "timestamptz", CustomerRow::updatedAt));

  private final CustomerRepository repository;
  private final PastCustomers past;
  private final CustomerEditing editing;
  private final Editor editor;
  private final References references;
  private final SettingsService settings;
  private final ObjectMapper json;

  CustomerService(
      CustomerRepository repository, PastCustomers past, CustomerEditing editing, Editor editor, References references,
      SettingsService settings, ObjectMapper json) {
    this.repository = repository;
    this.past = past;
    this.editing = editing;
    this.editor = editor;
    this.references = references;
    this.settings = settings;
    this.json = json;
  }

  CustomerView get(UUID id) {
    Settings now = settings.recent();
    return repository
        .read(id, settings.today())
        .map(row -> CustomerView.of(row, now.reportingCurrency()))
        .orElseThrow(() -> ProblemException.notFound("customer"));
  }

  /** As it was at that point. */
  CustomerView get(PastKey key, PointInTime at) {
    return past
        .read(key, at)
        .map(row -> CustomerView.past(row, at.reportingCurrency()))
        .orElseThrow(() -> ProblemException.notFound("customer"));
  }

  Page<CustomerView> list(CustomerFilter filter, PageRequest request, PointInTime at) {
    Filters filters =
        filter.events().addTo(CustomerRepository.filters(filter), "c.id", at.today(), settings.recent().zone(), true);
    Keyset<CustomerRow> keyset = Keyset.of(request, "name", SORTS, "c.id", CustomerRow::id, at.binding(filters));
    return keyset.page(
        past.list(keyset, filters, filter.status() != null, at),
        row -> CustomerView.past(row, at.reportingCurrency()));
  }

  CustomerView get(ExternalId external) {
    return get(
        references
            .find(ResourceType.CUSTOMER, external)
            .orElseThrow(() -> ProblemException.notFound("customer")));
  }

  Page<CustomerView> list(CustomerFilter filter, PageRequest request) {
    Filters filters =
        filter.events().addTo(CustomerRepository.filters(filter), "c.id", settings.today(), settings.recent().zone(), false);
    Keyset<CustomerRow> keyset = Keyset.of(request, "name", SORTS, "c.id", CustomerRow::id, filters);
    String currency = settings.recent().reportingCurrency();
    return keyset.page(
        repository.list(keyset, filters, settings.today()), row -> CustomerView.of(row, currency));
  }

  /** Creates, patches or upserts one customer. */
  @Transactional
  Edited<CustomerView> write(Change change) {
    Written written = editor.write(editing, List.of(change)).getFirst();
    CustomerView view = get(written.idOrThrow());
    return new Edited<>(view.id(), view.version(), written.status() == Written.Status.CREATED, view);
  }

  @Transactional
  List<Written> bulk(JsonNode body, boolean atomic) {
    List<Written> written = editor.write(editing, BulkRequest.changes(json, body));
    return atomic ? BulkResult.atomic(written) : written;
  }
}
