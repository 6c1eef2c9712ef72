package dev.perennial.criterion;

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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Purchase criteria: read, listed and written. */
@ApplicationScoped
public class PurchaseCriterionService {
  private static final String LABEL = "purchase criterion";
  private static final List<SortKey<PurchaseCriterionView>> SORTS =
      List.of(new SortKey<>("updatedAt", "m.updated_at", "timestamptz", PurchaseCriterionView::updatedAt));

  private final PurchaseCriterionRepository repository;
  private final PurchaseCriterionEditing editing;
  private final Editor editor;
  private final References references;
  private final Survivors survivors;
  private final ObjectMapper json;

  PurchaseCriterionService(
      PurchaseCriterionRepository repository, PurchaseCriterionEditing editing, Editor editor, References references,
      Survivors survivors, ObjectMapper json) {
    this.repository = repository;
    this.editing = editing;
    this.editor = editor;
    this.references = references;
    this.survivors = survivors;
    this.json = json;
  }

  PurchaseCriterionView get(UUID id, @Nullable PointInTime at) {
    return get(PastKey.of(id), at);
  }

  PurchaseCriterionView get(ExternalId external, @Nullable PointInTime at) {
    if (at != null) {
      return get(PastKey.of(ResourceType.PURCHASE_CRITERION, external), at);
    }
    return get(
        references.find(ResourceType.PURCHASE_CRITERION, external).orElseThrow(() -> ProblemException.notFound(LABEL)), null);
  }

  private PurchaseCriterionView get(PastKey key, @Nullable PointInTime at) {
    return repository.read(key, at).orElseThrow(() -> ProblemException.notFound(LABEL));
  }

  Page<PurchaseCriterionView> list(PurchaseCriterionFilter filter, @Nullable PointInTime at, PageRequest request) {
    UUID customer = filter.customerId;
    List<UUID> family =
        customer == null ? List.of() : at == null ? survivors.family(customer) : survivors.family(customer, at);
    Filters filters = PurchaseCriterionRepository.filters(filter, family);
    Keyset<PurchaseCriterionView> keyset =
        Keyset.of(
            request, "-updatedAt", SORTS, "m.id", PurchaseCriterionView::id, at == null ? filters : at.binding(filters));
    return keyset.page(repository.list(keyset, filters, at));
  }

  /** What the customer judges by against what it got. */
  public CriteriaGaps gaps(UUID customer, @Nullable PointInTime at) {
    List<UUID> family = at == null ? survivors.family(customer) : survivors.family(customer, at);
    List<PurchaseCriterionView> criteria = repository.ofFamily(family, at);
    if (criteria.isEmpty() && !references.exists(ResourceType.CUSTOMER, customer)) {
      throw ProblemException.notFound("customer");
    }
    return CriteriaGaps.of(family.getFirst(), criteria);
  }

  /**
   * The same for a customer that exists, with who was merged into it, at one of its decisions: criteria that count for another
   * are left out. One round trip.
   */
  public CriteriaGaps gaps(List<UUID> family, UUID renewal, @Nullable PointInTime at) {
    List<PurchaseCriterionView> criteria = repository.ofFamily(family, at);
    return CriteriaGaps.of(
        family.getFirst(),
        criteria.stream().filter(criterion -> criterion.renewalId() == null || renewal.equals(criterion.renewalId())).toList());
  }

  @Transactional
  Edited<PurchaseCriterionView> write(Change change) {
    Written written = editor.write(editing, List.of(change)).getFirst();
    PurchaseCriterionView view = get(written.idOrThrow(), null);
    return new Edited<>(view.id(), view.version(), written.status() == Written.Status.CREATED, view);
  }

  @Transactional
  List<Written> bulk(JsonNode body, boolean atomic) {
    List<Written> written = editor.write(editing, BulkRequest.changes(json, body));
    return atomic ? BulkResult.atomic(written) : written;
  }
}
