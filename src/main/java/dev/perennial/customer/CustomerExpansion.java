package dev.perennial.customer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts customers beside their ids in what others answer: one round trip more, however many rows there are. */
@Singleton
public class CustomerExpansion {
  private static final String CUSTOMER = "customer";

  private final CustomerRepository repository;
  private final SettingsService settings;
  private final CallerContext callers;
  private final ObjectMapper json;

  CustomerExpansion(
      CustomerRepository repository, SettingsService settings, CallerContext callers, ObjectMapper json) {
    this.repository = repository;
    this.settings = settings;
    this.callers = callers;
    this.json = json;
  }

  /** The page as it is, or with customers where they are asked for. */
  @SuppressWarnings("unchecked") // the rows are only written, as rows with one property more
  public <T> Page<T> page(ExpandRequest request, @Nullable PointInTime at, Page<T> page) {
    return isAsked(request, at)
        ? (Page<T>) new Page<>(withCustomers(page.items()), page.nextCursor())
        : page;
  }

  /** The view as it is, or with its customer where it is asked for. */
  public Object one(ExpandRequest request, @Nullable PointInTime at, Object view) {
    return isAsked(request, at) ? withCustomers(List.of(view)).getFirst() : view;
  }

  private boolean isAsked(ExpandRequest request, @Nullable PointInTime at) {
    if (request.expand == null) {
      return false;
    }
    if (!request.expand.equals(CUSTOMER)) {
      throw ProblemException.invalid(
          FieldError.parameter("expand", "invalid", "The parameter expand must be customer."));
    }
    if (at != null) {
      throw ProblemException.invalid(
          FieldError.parameter("expand", "invalid", "Customers are expanded as of now only: leave knownAt and recordedBy out."));
    }
    if (!callers.caller().scopes().contains(Scope.CUSTOMERS_READ)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "To expand customers needs the scope " + Scope.CUSTOMERS_READ + ".");
    }
    return true;
  }

  private List<ObjectNode> withCustomers(List<?> views) {
    List<ObjectNode> rows = new ArrayList<>();
    for (Object view : views) {
      rows.add(json.valueToTree(view));
    }
    Map<String, JsonNode> customers = new HashMap<>();
    String currency = settings.recent().reportingCurrency();
    List<UUID> ids = rows.stream().map(row -> UUID.fromString(row.path("customerId").asText())).distinct().toList();
    for (CustomerRow row : repository.read(ids, settings.today())) {
      customers.put(row.id().toString(), json.valueToTree(CustomerView.of(row, currency)));
    }
    rows.forEach(row -> row.set(CUSTOMER, customers.get(row.path("customerId").asText())));
    return rows;
  }
}
