package dev.perennial.triggerevent;

/** SQL that everyone who reads {@code app.trigger_event AS e} needs. */
public final class TriggerEvents {
  /** The id of a row, a uuid of version 8 made from its key, like that of a signal. */
  public static final String ID_SQL =
      "overlay(overlay(substr(encode(sha256(convert_to('trigger' || chr(31) || e.source || chr(31) || e.source_id || chr(31)"
          + " || e.revision, 'UTF8')), 'hex'), 1, 32) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid";

  /** {@code AND …}: no later revision exists and it is not retracted. Needs {@code :tenant}. */
  public static final String CURRENT_SQL =
      " AND NOT e.retracted AND NOT EXISTS (SELECT FROM app.trigger_event n WHERE n.tenant_id = :tenant"
          + " AND n.source = e.source AND n.source_id = e.source_id AND n.revision > e.revision AND n.revision > 0)";

  /** The same of a point in time. Needs {@code :knownAt} and {@code :recordedBy} too. */
  public static final String PAST_SQL =
      " AND NOT e.retracted AND e.known_at <= :knownAt AND e.recorded_at <= :recordedBy"
          + " AND NOT EXISTS (SELECT FROM app.trigger_event n WHERE n.tenant_id = :tenant"
          + " AND n.source = e.source AND n.source_id = e.source_id AND n.revision > e.revision AND n.revision > 0"
          + " AND n.known_at <= :knownAt AND n.recorded_at <= :recordedBy)";

  private TriggerEvents() {}
}
