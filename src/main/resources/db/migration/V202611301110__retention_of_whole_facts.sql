-- A fact is kept or goes as a whole. Row by row, the correction of a fact could go before what it corrected, which then spoke
-- again: so a fact goes once every revision of it is too old, and with all of them.

-- Deletes facts of a table whose newest revision `s` matches a condition, at most so many found; returns how many rows went.
CREATE FUNCTION platform.forget_facts(facts regclass, condition text, tenant uuid, before timestamptz, at_most int) RETURNS bigint
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    n bigint;
BEGIN
    EXECUTE format($delete$
        DELETE FROM %1$s WHERE tenant_id = $1 AND ctid = ANY (ARRAY(
            SELECT r.ctid
            FROM (SELECT s.source, s.source_id FROM %1$s s
                  WHERE s.tenant_id = $1 AND s.occurred_at < $2 AND %2$s
                    AND NOT EXISTS (SELECT FROM %1$s n WHERE n.tenant_id = $1 AND n.source = s.source AND n.source_id = s.source_id
                                      AND (n.occurred_at >= $2 OR n.revision > s.revision))
                  LIMIT $3) o
            CROSS JOIN LATERAL (SELECT x.ctid FROM %1$s x WHERE x.tenant_id = $1 AND x.source = o.source
                                  AND x.source_id = o.source_id OFFSET 0) r))
        $delete$, facts, condition)
        USING tenant, before, at_most;
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN n;
END $$;
REVOKE ALL ON FUNCTION platform.forget_facts(regclass, text, uuid, timestamptz, int) FROM PUBLIC;

CREATE OR REPLACE FUNCTION platform.apply_signal_retention(tenant uuid, of_type text, before timestamptz, at_most int) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT platform.forget_facts('app.signal', format('s.type = %L', of_type), tenant, before, at_most)
$$;

CREATE OR REPLACE FUNCTION platform.apply_signal_retention_to_rest(tenant uuid, before timestamptz, at_most int) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT platform.forget_facts(
        'app.signal', 's.type <> ALL (ARRAY(SELECT r.type FROM app.signal_retention r WHERE r.tenant_id = s.tenant_id))',
        tenant, before, at_most)
$$;

CREATE OR REPLACE FUNCTION platform.apply_retention(tenant uuid, what text, before timestamptz, at_most int) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    n bigint;
BEGIN
    CASE what
        WHEN 'TRIGGER_EVENTS' THEN
            -- Detected ones follow from signals and dates, by which they would be detected again.
            RETURN platform.forget_facts('app.trigger_event', 's.detected_by IS NULL', tenant, before, at_most);
        WHEN 'MEASUREMENTS' THEN
            RETURN platform.forget_facts('app.measurement', 'true', tenant, before, at_most);
        WHEN 'DELIVERY_SCORES' THEN
            RETURN platform.forget_facts('app.delivery_score', 'true', tenant, before, at_most);
        WHEN 'EVENTS_PERSONAL' THEN
            UPDATE app.event SET personal = NULL WHERE tenant_id = tenant AND ctid = ANY (ARRAY(
                SELECT ctid FROM app.event WHERE tenant_id = tenant AND personal IS NOT NULL AND recorded_at < before LIMIT at_most));
        WHEN 'JOB_ERRORS' THEN
            DELETE FROM app.job_error WHERE tenant_id = tenant AND ctid = ANY (ARRAY(
                SELECT e.ctid FROM app.job_error e JOIN app.job j ON j.tenant_id = tenant AND j.id = e.job_id
                WHERE e.tenant_id = tenant AND j.finished_at < before LIMIT at_most));
        WHEN 'JOBS' THEN
            DELETE FROM app.job_error WHERE tenant_id = tenant AND job_id = ANY (ARRAY(
                SELECT id FROM app.job WHERE tenant_id = tenant AND finished_at < before ORDER BY finished_at, id LIMIT at_most));
            DELETE FROM app.job WHERE tenant_id = tenant AND id = ANY (ARRAY(
                SELECT id FROM app.job WHERE tenant_id = tenant AND finished_at < before ORDER BY finished_at, id LIMIT at_most));
        ELSE RAISE EXCEPTION 'unknown kind of retention %', what;
    END CASE;
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN n;
END $$;

UPDATE platform.personal_column SET kept = 'TRIGGER_EVENTS' WHERE table_name = 'trigger_event';
UPDATE platform.personal_column SET kept = 'DELIVERY_SCORES' WHERE table_name = 'delivery_score';
