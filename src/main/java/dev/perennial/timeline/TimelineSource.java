package dev.perennial.timeline;

import dev.perennial.fact.FactKey;
import dev.perennial.signal.Signals;
import dev.perennial.triggerevent.TriggerEvents;

/**
 * One source of entries.
 *
 * @param time column the entries are ordered by, the last but the tie of an index that starts with
 *     tenant and customer
 * @param id a uuid that breaks ties
 * @param type expression of the entry's type
 * @param select the entry's columns, with a place for paging conditions and order
 * @param current conditions of a plain read
 * @param past those of a point in time
 */
record TimelineSource(
    TimelineKind kind, String time, String id, String type, String select, String current, String past) {

  private static final String OF_CUSTOMER = "v.customer_id = :customer";

  static final TimelineSource SIGNALS =
      new TimelineSource(
          TimelineKind.SIGNAL,
          "s.occurred_at",
          Signals.ID_SQL,
          "s.type",
          """
          SELECT s.occurred_at AS at, 'SIGNAL' AS kind, s.type, 'signal' AS subject_type, $ID$ AS id, $ID$ AS subject_id,
                 jsonb_build_object('source', s.source, 'sourceId', s.source_id, 'revision', s.revision, 'kind', s.kind,
                   'value', s.value, 'sentiment', s.sentiment, 'severity', s.severity, 'direction', s.direction,
                   'channel', s.channel, 'phase', s.phase, 'subjectKey', s.subject_key, 'contactId', s.contact_id,
                   'contractId', s.contract_id, 'productId', s.product_id, 'attributes', coalesce(s.attributes, '{}'),
                   'knownAt', s.known_at, 'recordedAt', s.recorded_at) AS detail
          FROM app.signal s
          WHERE s.tenant_id = :tenant AND s.customer_id = :customer
          """
              .replace("$ID$", Signals.ID_SQL),
          Signals.CURRENT_SQL,
          Signals.PAST_SQL);

  /**
   * The subject types are spelled as in the index {@code event_timeline}, which holds no others.
   */
  static final TimelineSource CHANGES =
      new TimelineSource(
          TimelineKind.CHANGE,
          "e.recorded_at",
          "e.id",
          "e.type",
          """
          SELECT e.recorded_at AS at, 'CHANGE' AS kind, e.type, e.subject_type, e.id, e.subject_id,
                 jsonb_build_object('actor', e.actor, 'origin', e.origin, 'sequence', e.sequence,
                   'subjectVersion', e.subject_version,
                   'changes', coalesce((SELECT jsonb_object_agg(old.key,
                                               jsonb_build_object('from', old.value, 'to', e.object -> old.key))
                                        FROM jsonb_each(e.previous) old), '{}'),
                   'personalFields', coalesce((SELECT jsonb_agg(name)
                                               FROM jsonb_object_keys(nullif(e.personal -> 'previous', 'null')) name),
                                              '[]')) AS detail
          FROM app.event e
          WHERE e.tenant_id = :tenant AND e.customer_id = :customer
            AND e.subject_type IN ('customer', 'contact', 'contract', 'renewal')
          """,
          "",
          " AND e.recorded_at <= :knownAt AND e.recorded_at <= :recordedBy");

  /** Versions of contracts that no event tells of: imports log one event for the whole. */
  static final TimelineSource IMPORTED_CONTRACTS = imported("contract", OF_CUSTOMER, "");

  /** The same of renewals. */
  static final TimelineSource IMPORTED_RENEWALS = imported("renewal", OF_CUSTOMER, "");

  /** The same of success metrics. */
  static final TimelineSource IMPORTED_SUCCESS_METRICS = imported("success_metric", OF_CUSTOMER, "");

  /** The same of purchase criteria. */
  static final TimelineSource IMPORTED_PURCHASE_CRITERIA = imported("purchase_criterion", OF_CUSTOMER, "");

  /** The same of feedback items. */
  static final TimelineSource IMPORTED_FEEDBACK = imported("feedback_item", OF_CUSTOMER, "");

  /** The same of entitlements, which are the customer's by their contract; events once named no customer and are not shown. */
  static final TimelineSource IMPORTED_ENTITLEMENTS =
      imported(
          "entitlement",
          "v.contract_id = ANY(ARRAY(SELECT c.id FROM app.contract c WHERE c.customer_id = :customer AND c.tenant_id = :tenant))",
          "e.customer_id IS NOT NULL AND ");

  /** Changes of entitlements; a source of its own, for they have an index of their own. */
  static final TimelineSource ENTITLEMENTS =
      new TimelineSource(
          CHANGES.kind(), CHANGES.time(), CHANGES.id(), CHANGES.type(),
          CHANGES.select().replace(
              "e.subject_type IN ('customer', 'contact', 'contract', 'renewal')", "e.subject_type = 'entitlement'"),
          CHANGES.current(), CHANGES.past());

  /** Changes of feedback items; a source of its own, for they have an index of their own. */
  static final TimelineSource FEEDBACK =
      new TimelineSource(
          TimelineKind.CHANGE,
          CHANGES.time,
          CHANGES.id,
          CHANGES.type,
          CHANGES.select.replace(
              "e.subject_type IN ('customer', 'contact', 'contract', 'renewal')", "e.subject_type = 'feedback_item'"),
          CHANGES.current,
          CHANGES.past);

  /** That it was merged into another and parted from it, which is logged for the other; while merged it is of one family with it. */
  static final TimelineSource MERGES =
      new TimelineSource(
          TimelineKind.CHANGE,
          CHANGES.time,
          CHANGES.id,
          CHANGES.type,
          CHANGES.select.replace(
              "e.customer_id = :customer\n  AND e.subject_type IN ('customer', 'contact', 'contract', 'renewal')",
              "e.subject_id = :customer\n  AND e.type IN ('customer.merged', 'customer.unmerged') AND e.customer_id <> ALL(:family)"),
          CHANGES.current,
          CHANGES.past);

  /** The score before it is that of the same renewal as of an earlier time. */
  static final TimelineSource SCORES =
      new TimelineSource(
          TimelineKind.SCORE,
          "r.recorded_at",
          "r.id",
          "'risk_score'",
          """
          SELECT r.recorded_at AS at, 'SCORE' AS kind, 'risk_score' AS type, 'risk_score' AS subject_type, r.id,
                 r.id AS subject_id,
                 jsonb_build_object('renewalId', r.renewal_id, 'modelId', r.model_id, 'asOf', r.as_of,
                   'probability', r.probability, 'band', r.band, 'atRisk', r.at_risk, 'threshold', r.threshold,
                   'calibrationStatus', r.calibration_status,
                   'previous', (SELECT jsonb_build_object('id', b.id, 'probability', b.probability, 'band', b.band)
                                FROM app.risk_score b
                                WHERE b.tenant_id = :tenant AND b.renewal_id = r.renewal_id
                                  AND (b.as_of, b.id) < (r.as_of, r.id) AND b.recorded_at <= :recordedBy
                                ORDER BY b.as_of DESC, b.id DESC LIMIT 1)) AS detail
          FROM app.risk_score r
          WHERE r.tenant_id = :tenant AND r.customer_id = :customer
          """,
          "",
          " AND r.as_of <= :knownAt AND r.recorded_at <= :recordedBy");

  /** Announced ones lie ahead. */
  static final TimelineSource TRIGGER_EVENTS =
      new TimelineSource(
          TimelineKind.TRIGGER_EVENT,
          "e.occurred_at",
          TriggerEvents.ID_SQL,
          "e.type",
          """
          SELECT e.occurred_at AS at, 'TRIGGER_EVENT' AS kind, e.type, 'trigger_event' AS subject_type, $ID$ AS id,
                 $ID$ AS subject_id,
                 jsonb_build_object('source', e.source, 'sourceId', e.source_id, 'revision', e.revision,
                   'contactId', e.contact_id, 'detectedBy', e.detected_by, 'attributes', coalesce(e.attributes, '{}'),
                   'knownAt', e.known_at, 'recordedAt', e.recorded_at) AS detail
          FROM app.trigger_event e
          WHERE e.tenant_id = :tenant AND e.customer_id = :customer
          """
              .replace("$ID$", TriggerEvents.ID_SQL),
          TriggerEvents.CURRENT_SQL,
          TriggerEvents.PAST_SQL);

  /** Changes of success metrics and purchase criteria, spelled as in the index {@code event_timeline_success}. */
  static final TimelineSource SUCCESS_CHANGES =
      new TimelineSource(
          CHANGES.kind(), CHANGES.time(), CHANGES.id(), CHANGES.type(),
          CHANGES.select().replace("'customer', 'contact', 'contract', 'renewal'", "'success_metric', 'purchase_criterion'"),
          CHANGES.current(), CHANGES.past());

  static final TimelineSource MEASUREMENTS =
      fact(
          "measurement",
          """
          'source', x.source, 'sourceId', x.source_id, 'revision', x.revision, 'successMetricId', x.success_metric_id,
          'name', $NAME$,
          'unit', $UNIT$,
          'value', x.value, 'followUpMonth', x.follow_up_month, 'respondentContactId', x.respondent_contact_id,
          'knownAt', x.known_at, 'recordedAt', x.recorded_at"""
              .replace("$NAME$", then("success_metric", "name")).replace("$UNIT$", then("success_metric", "unit")));

  static final TimelineSource DELIVERY_SCORES =
      fact(
          "delivery_score",
          """
          'source', x.source, 'sourceId', x.source_id, 'revision', x.revision, 'purchaseCriterionId', x.purchase_criterion_id,
          'name', $NAME$,
          'value', x.value, 'respondentContactId', x.respondent_contact_id,
          'knownAt', x.known_at, 'recordedAt', x.recorded_at"""
              .replace("$NAME$", then("purchase_criterion", "criterion")));

  /** What a metric or criterion was called then. */
  private static String then(String table, String field) {
    return "(SELECT v.content ->> '" + field + "' FROM app." + table + "_version v WHERE v.tenant_id = :tenant AND v.id = x." + table
        + "_id AND v.known_from <= :knownAt AND v.recorded_at <= :recordedBy ORDER BY v.known_from DESC, v.version DESC LIMIT 1)";
  }

  /**
   * At the time since when they were known: a back-fill tells the past. What was stored within a second before a version
   * that is told was a step of it: an outcome stores its renewal twice.
   *
   * @param ofCustomer a condition on the version {@code v}
   * @param telling conditions on an event {@code e} that tells of it
   */
  private static TimelineSource imported(String table, String ofCustomer, String telling) {
    String id = Signals.idOf("'" + table + "' || v.id || chr(31) || v.version");
    return new TimelineSource(
        TimelineKind.CHANGE,
        "v.known_from",
        id,
        "'" + table + "' || CASE WHEN v.version = 0 THEN '.created' ELSE '.updated' END",
        """
        SELECT v.known_from AS at, 'CHANGE' AS kind,
               '$TABLE$' || CASE WHEN v.version = 0 THEN '.created' ELSE '.updated' END AS type,
               '$TABLE$' AS subject_type, $ID$ AS id, v.id AS subject_id,
               jsonb_build_object('actor', v.actor, 'origin', v.origin, 'subjectVersion', v.version, 'recordedAt', v.recorded_at, 'content', v.content,
                 'before', (SELECT b.content FROM app.$TABLE$_version b
                            WHERE b.tenant_id = :tenant AND b.id = v.id AND b.version = v.version - 1)) AS detail
        FROM app.$TABLE$_version v
        WHERE v.tenant_id = :tenant AND $CUSTOMER$
          AND NOT coalesce((SELECT true FROM app.event e WHERE e.tenant_id = :tenant AND $TELLING$e.subject_id = v.id
                              AND (e.subject_version = v.version OR e.subject_version > v.version
                                   AND e.recorded_at < v.recorded_at + interval '1 second')
                            ORDER BY e.sequence DESC LIMIT 1), false)
        """
            .replace("$TABLE$", table).replace("$ID$", id).replace("$CUSTOMER$", ofCustomer).replace("$TELLING$", telling),
        "",
        " AND v.known_from <= :knownAt AND v.recorded_at <= :recordedBy");
  }

  private static TimelineSource fact(String table, String detail) {
    String id = FactKey.idSql(table, "x");
    return new TimelineSource(
        TimelineKind.MEASUREMENT,
        "x.occurred_at",
        id,
        "'" + table + "'",
        "SELECT x.occurred_at AS at, 'MEASUREMENT' AS kind, '" + table + "' AS type, '" + table + "' AS subject_type, " + id
            + " AS id, " + id + " AS subject_id, jsonb_build_object(" + detail + ") AS detail FROM app." + table
            + " x WHERE x.tenant_id = :tenant AND x.customer_id = :customer ",
        FactKey.visibleSql(table, "x"),
        FactKey.visibleSql(table, "x"));
  }
}
