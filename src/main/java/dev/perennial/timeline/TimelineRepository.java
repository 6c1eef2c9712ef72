package dev.perennial.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.customer.Survivors;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.SortKey;
import dev.perennial.signal.Signals;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads timelines: one page in one statement, which takes at most a page of each source and merges
 * them.
 */
@Singleton
class TimelineRepository {
  private static final List<TimelineSource> SOURCES =
      List.of(
          TimelineSource.SIGNALS, TimelineSource.CHANGES, TimelineSource.SCORES, TimelineSource.TRIGGER_EVENTS,
          TimelineSource.SUCCESS_CHANGES, TimelineSource.MEASUREMENTS, TimelineSource.DELIVERY_SCORES,
          TimelineSource.FEEDBACK, TimelineSource.MERGES, TimelineSource.IMPORTED_CONTRACTS,
          TimelineSource.IMPORTED_RENEWALS, TimelineSource.ENTITLEMENTS, TimelineSource.IMPORTED_ENTITLEMENTS,
          TimelineSource.IMPORTED_SUCCESS_METRICS, TimelineSource.IMPORTED_PURCHASE_CRITERIA, TimelineSource.IMPORTED_FEEDBACK);

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final Survivors survivors;

  TimelineRepository(Jdbi jdbi, CallerContext callers, Survivors survivors) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.survivors = survivors;
  }

  /** The customer and everyone merged into it: their facts and events stay where they were recorded. */
  List<UUID> family(UUID customer, @Nullable PointInTime at) {
    return at == null ? survivors.family(customer) : survivors.known(customer, at);
  }

  boolean customerExists(UUID customer) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT EXISTS (SELECT FROM app.customer WHERE tenant_id = :tenant AND id = :customer)")
                .bind("tenant", callers.tenantId())
                .bind("customer", customer)
                .mapTo(Boolean.class)
                .one());
  }

  List<TimelineItem> page(List<UUID> family, TimelineFilter filter, @Nullable PointInTime at, PageRequest request) {
    Map<String, Object> binds = new HashMap<>();
    String sql = statement(family, filter, at, request, binds);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bindMap(binds)
                .map(TimelineRepository::item)
                .list());
  }

  /** The statement of a page; the values of its conditions are put into {@code binds}. */
  static String statement(
      List<UUID> family, TimelineFilter filter, @Nullable PointInTime at, PageRequest request, Map<String, Object> binds) {
    Set<TimelineKind> wanted = filter.wanted();
    binds.putAll(at == null ? Map.of("knownAt", PointInTime.ALL, "recordedBy", PointInTime.ALL) : at.binds());
    Keyset<TimelineItem> merged = keyset("at", "id", family.getFirst(), filter, at, request);
    // One branch for each source and customer, so that each walks its index no further than a page.
    List<String> branches = new ArrayList<>();
    binds.put("family", family.toArray(UUID[]::new));
    for (int i = 0; i < family.size(); i++) {
      String member = "customer" + i;
      binds.put(member, family.get(i));
      SOURCES.stream()
          .filter(source -> wanted.contains(source.kind()))
          .map(source -> branch(source, family.getFirst(), filter, at, request, binds))
          .map(branch -> branch.replace(":customer ", ":" + member + " ").replace(":customer\n", ":" + member + "\n"))
          .forEach(branches::add);
    }
    return "SELECT * FROM (" + String.join("\nUNION ALL\n", branches) + ") AS merged" + merged.orderAndLimit();
  }

  private static String branch(
      TimelineSource source,
      UUID customer,
      TimelineFilter filter,
      @Nullable PointInTime at,
      PageRequest request,
      Map<String, Object> binds) {
    Filters filters = filter.on(source.time(), source.type());
    Keyset<TimelineItem> keyset = keyset(source.time(), source.id(), customer, filter, at, request);
    binds.putAll(filters.binds());
    binds.putAll(keyset.binds());
    return "("
        + source.select()
        + (at == null ? source.current() : source.past())
        + filters.sql()
        + Signals.timeBound(source.time(), request)
        + keyset.predicate()
        + keyset.orderAndLimit()
        + ")";
  }

  static Keyset<TimelineItem> keyset(
      String time, String id, UUID customer, TimelineFilter filter, @Nullable PointInTime at, PageRequest request) {
    String selection = customer + " " + filter.wanted() + filter.on("", "");
    return Keyset.of(
        request,
        "-at",
        List.of(new SortKey<>("at", time, "timestamptz", TimelineItem::at)),
        id,
        TimelineItem::id,
        at == null ? selection : at.binding(selection));
  }

  private static TimelineItem item(ResultSet row, StatementContext context) throws SQLException {
    TimelineKind kind = TimelineKind.valueOf(row.getString("kind"));
    String type = row.getString("type");
    JsonNode detail =
        context.findColumnMapperFor(JsonNode.class).orElseThrow().map(row, "detail", context);
    JsonNode shown = TimelineDetails.of(kind, row.getString("subject_type"), detail);
    return new TimelineItem(
        row.getObject("id", UUID.class),
        row.getTimestamp("at").toInstant(),
        kind,
        type,
        TimelineTitles.of(kind, type, shown),
        row.getString("subject_type"),
        row.getObject("subject_id", UUID.class),
        shown);
  }
}
