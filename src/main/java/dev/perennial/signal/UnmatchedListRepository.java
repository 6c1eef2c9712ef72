package dev.perennial.signal;

import dev.perennial.kernel.SearchKey;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The queue as people see it: by the customer that is missing, with those it may be. */
@Singleton
class UnmatchedListRepository {
  private static final int MOST_SUGGESTIONS = 5;

  private static final String GROUPS =
      """
      SELECT * FROM (
        SELECT CAST(md5(customer_source || chr(31) || customer_external_id) AS uuid) AS id, customer_source AS source,
               customer_external_id AS external_id, count(*) AS signals, min(occurred_at) AS first_occurred_at,
               max(occurred_at) AS last_occurred_at, min(received_at) AS first_received_at,
               max(received_at) AS last_received_at
        FROM app.unmatched_signal WHERE tenant_id = :tenant
        GROUP BY customer_source, customer_external_id) AS x
      WHERE true
      """;

  private static final String CANDIDATES =
      """
      SELECT w.place, 0 AS reason, c.id, c.name, k.external_id AS found
      FROM unnest(:idPlaces, :ids) AS w(place, external_id)
      JOIN app.external_key k ON k.tenant_id = :tenant AND k.resource_type = 'customer' AND k.deleted_at IS NULL
        AND k.external_id = w.external_id
      JOIN app.customer c ON c.tenant_id = :tenant AND c.id = k.resource_id
      UNION ALL
      SELECT w.place, CASE WHEN c.name_key = w.name THEN 1 ELSE 2 END, c.id, c.name, c.name_key
      FROM unnest(:namePlaces, :names, :nameEnds) AS w(place, name, name_end)
      CROSS JOIN LATERAL (
        SELECT n.id, n.name, n.name_key FROM app.customer n
        WHERE n.tenant_id = :tenant AND n.name_key >= w.name AND n.name_key < w.name_end
        ORDER BY n.name_key LIMIT 3) AS c
      ORDER BY 1, 2, 5, 3
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  UnmatchedListRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  List<UnmatchedView> list(Keyset<UnmatchedView> keyset, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(GROUPS + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(
                    (row, context) ->
                        new UnmatchedView(
                            Rows.uuid(row, "id"),
                            row.getString("source"),
                            row.getString("external_id"),
                            row.getLong("signals"),
                            Rows.instant(row, "first_occurred_at"),
                            Rows.instant(row, "last_occurred_at"),
                            Rows.instant(row, "first_received_at"),
                            Rows.instant(row, "last_received_at"),
                            List.of()))
                .list());
  }

  /** One question for the whole page. */
  List<UnmatchedView> withSuggestions(List<UnmatchedView> page) {
    List<Integer> idPlaces = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<Integer> namePlaces = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      for (String id : spellings(page.get(i).externalId())) {
        idPlaces.add(i);
        ids.add(id);
      }
      for (String name : names(page.get(i).externalId())) {
        namePlaces.add(i);
        names.add(name);
      }
    }
    if (page.isEmpty()) {
      return page;
    }
    Map<Integer, Map<UUID, UnmatchedView.Suggestion>> found = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(CANDIDATES)
                .bind("tenant", callers.tenantId())
                .bind("idPlaces", idPlaces.toArray(Integer[]::new))
                .bind("ids", ids.toArray(String[]::new))
                .bind("namePlaces", namePlaces.toArray(Integer[]::new))
                .bind("names", names.toArray(String[]::new))
                .bind("nameEnds", names.stream().map(SearchKey::end).toArray(String[]::new))
                .map(
                    (row, context) ->
                        found
                            .computeIfAbsent(row.getInt("place"), place -> new java.util.LinkedHashMap<>())
                            .putIfAbsent(
                                Rows.uuid(row, "id"),
                                new UnmatchedView.Suggestion(
                                    Rows.uuid(row, "id"), row.getString("name"),
                                    UnmatchedView.Reason.values()[row.getInt("reason")])))
                .list());
    List<UnmatchedView> views = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      views.add(page.get(i).with(found.getOrDefault(i, Map.of()).values().stream().limit(MOST_SUGGESTIONS).toList()));
    }
    return views;
  }

  /** Ways the same id is written elsewhere: other case, without zeros in front, without signs between. */
  private static Set<String> spellings(String id) {
    Set<String> spellings = new LinkedHashSet<>();
    String bare = id.strip();
    for (String one : List.of(id, bare, bare.replaceFirst("^0+(?=.)", ""), bare.replaceAll("[^\\p{L}\\p{N}]", ""))) {
      spellings.add(one);
      spellings.add(one.toLowerCase(Locale.ROOT));
      spellings.add(one.toUpperCase(Locale.ROOT));
    }
    return spellings;
  }

  /** Names the id may be made of: itself in words, and of an address or a domain the label before the last dot. */
  private static Set<String> names(String id) {
    Set<String> names = new LinkedHashSet<>();
    String domain = id.substring(id.indexOf('@') + 1).replaceFirst("^(https?://)?(www\\.)?", "");
    int dot = domain.lastIndexOf('.');
    for (String one : List.of(id, dot > 0 ? domain.substring(domain.lastIndexOf('.', dot - 1) + 1, dot) : id)) {
      String name = SearchKey.of(one.replaceAll("[_\\-.]+", " "));
      if (name.length() > 2) {
        names.add(name);
      }
    }
    return names;
  }
}
