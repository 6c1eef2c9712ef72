package dev.perennial.merge;

import dev.perennial.editing.ExternalId;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** All SQL of merges. Rows keep their id; what belongs to whom is moved by whole sets. */
@Singleton
class CustomerMergeRepository {
  private static final String ALIAS =
      """
      SELECT alias_id, survivor_id, from_at FROM app.alias
      WHERE tenant_id = :tenant AND resource_type = 'customer' AND to_at IS NULL AND (alias_id = :id OR survivor_id = :id)
      ORDER BY alias_id <> :id LIMIT 1
      """;

  /** Names lead to the survivor; which were the duplicate's own its row says. */
  private static final String DUPLICATE =
      """
      SELECT c.id FROM app.alias a JOIN app.customer c ON c.tenant_id = :tenant AND c.id = a.alias_id
      WHERE a.tenant_id = :tenant AND a.resource_type = 'customer' AND a.survivor_id = :survivor AND a.to_at IS NULL
        AND c.external_ids @> jsonb_build_array(
          jsonb_build_object('source', CAST(:source AS text), 'externalId', CAST(:externalId AS text)))
      ORDER BY c.id LIMIT 1
      """;

  private static final String STANDS_ABOVE =
      """
      WITH RECURSIVE up AS (
        SELECT id, parent_id FROM app.customer WHERE tenant_id = :tenant AND id = :below
        UNION
        SELECT c.id, c.parent_id FROM up JOIN app.customer c ON c.tenant_id = :tenant AND c.id = up.parent_id)
      SELECT EXISTS (SELECT FROM up WHERE parent_id = :above)
      """;

  private static final String MOVE_CONTACTS =
      """
      WITH moved AS (
        UPDATE app.contact SET customer_id = :to, version = version + 1, known_from = :now, updated_at = :now
        WHERE tenant_id = :tenant AND customer_id = :from AND (:all OR id = ANY(:ids)) RETURNING id)
      SELECT id FROM moved
      """;

  private static final String MOVE_CHILDREN =
      """
      WITH moved AS (
        UPDATE app.customer SET parent_id = :to, version = version + 1, known_from = :now, updated_at = :now
        WHERE tenant_id = :tenant AND parent_id = :from AND id <> :to AND (:all OR id = ANY(:ids)) RETURNING id)
      SELECT id FROM moved
      """;

  private static final String CONTRACTS_OF = "SELECT id FROM app.contract WHERE tenant_id = :tenant AND customer_id = :customer";

  /** Moved contracts, and those that renew them: a succession stays with one customer. */
  private static final String WITH_SUCCESSORS =
      """
      WITH RECURSIVE own AS (
        SELECT c.id FROM app.contract c WHERE c.tenant_id = :tenant AND c.customer_id = :customer AND c.id = ANY(:ids)
        UNION
        SELECT c.id FROM own JOIN app.contract c ON c.tenant_id = :tenant AND c.customer_id = :customer
          AND own.id = ANY(c.renews_contract_ids))
      SELECT id FROM own
      """;

  /** A contract that belongs to both sides: it renews, or is co-termed with, one that stays. */
  private static final String JOINED =
      """
      SELECT c.id FROM app.contract c
      WHERE c.tenant_id = :tenant AND c.customer_id = :customer AND c.id = ANY(:ids)
        AND (NOT c.renews_contract_ids <@ :ids
             OR EXISTS (SELECT FROM app.contract o WHERE o.tenant_id = :tenant AND o.customer_id = :customer
                          AND o.co_term_group_id = c.co_term_group_id AND o.id <> ALL(:ids)))
      ORDER BY c.id LIMIT 1
      """;

  /** Lines, renewals, board and groups go with their contract. */
  private static final List<String> MOVE_CONTRACTS =
      List.of(
          """
          UPDATE app.contract SET customer_id = :to, version = version + 1, known_from = :now, updated_at = :now
          WHERE tenant_id = :tenant AND id = ANY(:ids)
          """,
          "UPDATE app.contract_line SET customer_id = :to WHERE tenant_id = :tenant AND contract_id = ANY(:ids)",
          """
          UPDATE app.renewal SET customer_id = :to, version = version + 1, known_from = :now, updated_at = :now
          WHERE tenant_id = :tenant AND contract_id = ANY(:ids)
          """,
          """
          UPDATE app.co_term_group g SET customer_id = :to
          WHERE g.tenant_id = :tenant AND g.customer_id = :from AND EXISTS (
            SELECT FROM app.contract c WHERE c.tenant_id = :tenant AND c.id = ANY(:ids) AND c.co_term_group_id = g.id)
          """);

  private static final String GIVE_UP_KEYS =
      """
      UPDATE app.customer s SET version = s.version + 1, known_from = :now, updated_at = :now, external_ids =
        (SELECT coalesce(jsonb_agg(e.key), '[]') FROM jsonb_array_elements(s.external_ids) AS e(key)
         WHERE NOT a.external_ids @> jsonb_build_array(e.key))
      FROM app.customer a
      WHERE s.tenant_id = :tenant AND s.id = :survivor AND a.tenant_id = :tenant AND a.id = :alias
        AND EXISTS (SELECT FROM jsonb_array_elements(s.external_ids) AS e(key) WHERE a.external_ids @> jsonb_build_array(e.key))
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  CustomerMergeRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** Those of the customers that exist, locked in the order of their ids. */
  List<UUID> lock(Collection<UUID> customers) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id FROM app.customer WHERE tenant_id = :tenant AND id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE")
                .bind("tenant", callers.tenantId())
                .bind("ids", customers.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list());
  }

  /** The merge in force in which the customer is the duplicate, else one in which it survives. */
  Optional<Alias> alias(UUID customer) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ALIAS)
                .bind("tenant", callers.tenantId())
                .bind("id", customer)
                .map(
                    (row, context) ->
                        new Alias(Rows.uuid(row, "alias_id"), Rows.uuid(row, "survivor_id"), Rows.instant(row, "from_at")))
                .findOne());
  }

  /** The duplicate merged into the survivor that has this name of its own. */
  Optional<UUID> duplicate(UUID survivor, ExternalId name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(DUPLICATE)
                .bind("tenant", callers.tenantId())
                .bind("survivor", survivor)
                .bind("source", name.source())
                .bind("externalId", name.externalId())
                .mapTo(UUID.class)
                .findOne());
  }

  boolean standsAbove(UUID above, UUID below) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(STANDS_ABOVE)
                .bind("tenant", callers.tenantId())
                .bind("above", above)
                .bind("below", below)
                .mapTo(Boolean.class)
                .one());
  }

  void open(UUID alias, UUID survivor, Instant now) {
    run(
        "INSERT INTO app.alias (tenant_id, resource_type, alias_id, survivor_id, from_at)"
            + " VALUES (:tenant, 'customer', :alias, :survivor, :now)",
        update -> update.bind("alias", alias).bind("survivor", survivor).bind("now", now));
    show(alias, survivor);
  }

  /** A read of the duplicate learns from the read model whom it stands for. */
  private void show(UUID alias, @Nullable UUID survivor) {
    run(
        "INSERT INTO app.customer_board (tenant_id, customer_id, survivor_id) VALUES (:tenant, :alias, CAST(:survivor AS uuid))"
            + " ON CONFLICT (tenant_id, customer_id) DO UPDATE SET survivor_id = excluded.survivor_id",
        update -> update.bind("alias", alias).bind("survivor", survivor));
  }

  void close(Alias alias, Instant now) {
    run(
        "UPDATE app.alias SET to_at = :now WHERE tenant_id = :tenant AND resource_type = 'customer' AND alias_id = :alias"
            + " AND to_at IS NULL",
        update -> update.bind("alias", alias.aliasId()).bind("now", now));
    show(alias.aliasId(), null);
  }

  /** Names elsewhere lead to the survivor; the duplicate's row goes on saying which were its own. */
  void moveKeysToSurvivor(UUID alias, UUID survivor) {
    run(
        "UPDATE app.external_key SET resource_id = :survivor"
            + " WHERE tenant_id = :tenant AND resource_type = 'customer' AND resource_id = :alias",
        update -> update.bind("alias", alias).bind("survivor", survivor));
  }

  /** Its own names are its own again, also when the survivor took one over, or took one over and gave it up. */
  void moveKeysBack(UUID alias, UUID survivor, Instant now) {
    run(
        "UPDATE app.external_key k SET resource_id = :alias, deleted_at = NULL FROM app.customer c,"
            + " jsonb_to_recordset(c.external_ids) AS e(source text, \"externalId\" text)"
            + " WHERE c.tenant_id = :tenant AND c.id = :alias AND k.tenant_id = :tenant AND k.resource_type = 'customer'"
            + " AND k.resource_id = :survivor AND k.source = e.source AND k.external_id = e.\"externalId\"",
        update -> update.bind("alias", alias).bind("survivor", survivor));
    run(GIVE_UP_KEYS, update -> update.bind("alias", alias).bind("survivor", survivor).bind("now", now));
  }

  List<UUID> contractsOf(UUID customer) {
    return ids(CONTRACTS_OF, customer, List.of());
  }

  List<UUID> withSuccessors(UUID customer, List<UUID> contracts) {
    return ids(WITH_SUCCESSORS, customer, contracts);
  }

  Optional<UUID> joined(UUID customer, List<UUID> contracts) {
    return ids(JOINED, customer, contracts).stream().findFirst();
  }

  private List<UUID> ids(String sql, UUID customer, List<UUID> contracts) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bind("customer", customer)
                .bind("ids", contracts.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list());
  }

  /** @return renewals of the contracts */
  List<UUID> moveContracts(List<UUID> contracts, UUID from, UUID to, Instant now) {
    for (String sql : MOVE_CONTRACTS) {
      run(
          sql,
          update ->
              update.bind("ids", contracts.toArray(UUID[]::new)).bind("from", from).bind("to", to).bind("now", now));
    }
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT id FROM app.renewal WHERE tenant_id = :tenant AND contract_id = ANY(:ids)")
                .bind("tenant", callers.tenantId())
                .bind("ids", contracts.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list());
  }

  /** @param ids which of them; all when null */
  List<UUID> moveContacts(UUID from, UUID to, @Nullable List<UUID> ids, Instant now) {
    return move(MOVE_CONTACTS, from, to, ids, now);
  }

  /** @param ids which of them; all when null */
  List<UUID> moveChildren(UUID from, UUID to, @Nullable List<UUID> ids, Instant now) {
    return move(MOVE_CHILDREN, from, to, ids, now);
  }

  private List<UUID> move(
      String sql, UUID from, UUID to, @Nullable List<UUID> ids, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bind("from", from)
                .bind("to", to)
                .bind("all", ids == null)
                .bind("ids", ids == null ? new UUID[0] : ids.toArray(UUID[]::new))
                .bind("now", now)
                .mapTo(UUID.class)
                .list());
  }

  void note(UUID alias, Instant mergedAt, String kind, List<UUID> rows) {
    run(
        "INSERT INTO app.customer_merge_move (tenant_id, alias_id, merged_at, kind, row_id)"
            + " SELECT :tenant, :alias, :mergedAt, :kind, row_id FROM unnest(:rows) AS row_id",
        update ->
            update.bind("alias", alias).bind("mergedAt", mergedAt).bind("kind", kind).bind("rows", rows.toArray(UUID[]::new)));
  }

  List<UUID> noted(Alias alias, String kind) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT row_id FROM app.customer_merge_move WHERE tenant_id = :tenant AND alias_id = :alias"
                        + " AND merged_at = :mergedAt AND kind = :kind")
                .bind("tenant", callers.tenantId())
                .bind("alias", alias.aliasId())
                .bind("mergedAt", alias.mergedAt())
                .bind("kind", kind)
                .mapTo(UUID.class)
                .list());
  }

  /** The survivor was last in touch when either was. */
  void shareLastInteraction(UUID alias, UUID survivor) {
    run(
        "INSERT INTO app.customer_board AS b (tenant_id, customer_id, last_interaction_at)"
            + " SELECT :tenant, :survivor, a.last_interaction_at FROM app.customer_board a"
            + " WHERE a.tenant_id = :tenant AND a.customer_id = :alias"
            + " ON CONFLICT (tenant_id, customer_id) DO UPDATE"
            + " SET last_interaction_at = greatest(b.last_interaction_at, excluded.last_interaction_at)",
        update -> update.bind("alias", alias).bind("survivor", survivor));
  }

  private void run(String sql, java.util.function.Consumer<Update> binds) {
    jdbi.useHandle(
        handle -> {
          Update update = handle.createUpdate(sql).bind("tenant", callers.tenantId());
          binds.accept(update);
          update.execute();
        });
  }

  /** A merge in force. */
  record Alias(UUID aliasId, UUID survivorId, Instant mergedAt) {}
}
