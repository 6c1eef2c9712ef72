package dev.perennial.renewal;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Reads contracts for their decisions: a batch in three statements, whatever its size. */
@Singleton
class ContractReader {
  /**
   * Every contract of the customers concerned: chains of succession and co-term groups rarely leave
   * a customer.
   */
  private static final String LINKS =
      """
      SELECT id, renews_contract_ids, co_term_group_id FROM app.contract
      WHERE tenant_id = :tenant AND customer_id IN
        (SELECT customer_id FROM app.contract WHERE tenant_id = :tenant AND id = ANY(:ids))
      """;

  private static final String CONTRACTS =
      """
      SELECT id, customer_id, kind, signed_date, start_date, end_date, ended_date, end_reason, term_months, auto_renew,
             notice_days, currency, co_term_group_id, renews_contract_ids
      FROM app.contract WHERE tenant_id = :tenant AND id = ANY(:ids)
      """;

  private static final String LINES =
      """
      SELECT id, contract_id, product_id, quantity, mrr, start_date, end_date
      FROM app.contract_line WHERE tenant_id = :tenant AND contract_id = ANY(:ids) AND charge_type = 'RECURRING'
      ORDER BY contract_id, position
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  ContractReader(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /**
   * The contracts with all that bears on their decisions: whom they renew, who renews them, their
   * co-term groups.
   */
  ContractPortfolio read(Collection<UUID> ids) {
    Map<UUID, Link> links = links(ids);
    Set<UUID> planned = new HashSet<>(ids); // one that is gone has no decisions any more
    ids.forEach(id -> planned.addAll(linkOf(links, id).renews));
    Set<UUID> groups = new HashSet<>();
    planned.forEach(id -> groups.addAll(linkOf(links, id).group));
    links.forEach(
        (id, link) -> {
          if (link.group.stream().anyMatch(groups::contains)) {
            planned.add(id);
          }
        });
    Set<UUID> wanted = new HashSet<>(planned);
    links.forEach(
        (id, link) -> {
          if (link.renews.stream().anyMatch(planned::contains)) {
            wanted.add(
                id); // the successors, and what else they renew: the renewed amount is shared
            wanted.addAll(link.renews);
          }
        });
    return new ContractPortfolio(planned, contracts(wanted, links));
  }

  private Map<UUID, Link> links(Collection<UUID> ids) {
    Map<UUID, Link> links = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(LINKS)
                .bind("tenant", callers.tenantId())
                .bind("ids", ids.toArray(UUID[]::new))
                .map(
                    (row, context) -> {
                      UUID group = Rows.uuidOrNull(row, "co_term_group_id");
                      return links.put(
                          Rows.uuid(row, "id"),
                          new Link(
                              uuids(row, "renews_contract_ids"),
                              group == null ? Set.of() : Set.of(group)));
                    })
                .list());
    return links;
  }

  private Map<UUID, ContractTerms> contracts(Set<UUID> ids, Map<UUID, Link> links) {
    UUID[] wanted = ids.toArray(UUID[]::new);
    Map<UUID, List<ContractTerms.Line>> lines = new HashMap<>();
    Map<UUID, ContractTerms> contracts = new LinkedHashMap<>();
    jdbi.useHandle(
        handle -> {
          handle
              .createQuery(LINES)
              .bind("tenant", callers.tenantId())
              .bind("ids", wanted)
              .map(
                  (row, context) ->
                      lines
                          .computeIfAbsent(Rows.uuid(row, "contract_id"), id -> new ArrayList<>())
                          .add(line(row)))
              .list();
          handle
              .createQuery(CONTRACTS)
              .bind("tenant", callers.tenantId())
              .bind("ids", wanted)
              .map(
                  (row, context) -> {
                    UUID id = Rows.uuid(row, "id");
                    int term = 1 + predecessors(id, links, new HashSet<>());
                    return contracts.put(
                        id, contract(row, id, term, lines.getOrDefault(id, List.of())));
                  })
              .list();
        });
    return contracts;
  }

  /** Length of the longest chain before this contract. */
  private static int predecessors(UUID id, Map<UUID, Link> links, Set<UUID> seen) {
    Link link = links.get(id);
    if (link == null || !seen.add(id)) {
      return 0;
    }
    int longest = 0;
    for (UUID before : link.renews) {
      longest = Math.max(longest, 1 + predecessors(before, links, seen));
    }
    return longest;
  }

  private static ContractTerms contract(
      ResultSet row, UUID id, int termNumber, List<ContractTerms.Line> lines) throws SQLException {
    return new ContractTerms(
        id,
        Rows.uuid(row, "customer_id"),
        row.getString("kind"),
        Rows.dateOrNull(row, "signed_date"),
        Rows.date(row, "start_date"),
        Rows.dateOrNull(row, "end_date"),
        Rows.dateOrNull(row, "ended_date"),
        row.getString("end_reason"),
        Rows.integerOrNull(row, "term_months"),
        row.getBoolean("auto_renew"),
        row.getInt("notice_days"),
        row.getString("currency"),
        Rows.uuidOrNull(row, "co_term_group_id"),
        uuids(row, "renews_contract_ids"),
        termNumber,
        lines);
  }

  private static ContractTerms.Line line(ResultSet row) throws SQLException {
    BigDecimal quantity = row.getBigDecimal("quantity");
    return new ContractTerms.Line(
        Rows.uuid(row, "id"),
        Rows.uuid(row, "product_id"),
        quantity,
        row.getBigDecimal("mrr"),
        Rows.date(row, "start_date"),
        Rows.dateOrNull(row, "end_date"));
  }

  private static List<UUID> uuids(ResultSet row, String column) throws SQLException {
    return List.of((UUID[]) row.getArray(column).getArray());
  }

  private static Link linkOf(Map<UUID, Link> links, UUID id) {
    Link link = links.get(id);
    return link == null ? new Link(List.of(), Set.of()) : link;
  }

  /** A contract's ties: whom it renews, and its co-term group (one or none). */
  private record Link(List<UUID> renews, Set<UUID> group) {}
}
