-- From where something was changed, beside by whom: the network address, which is kept for a time only.
ALTER TABLE app.event ADD COLUMN address text COLLATE "C";
INSERT INTO platform.personal_column (table_name, column_name, sought, kept) VALUES ('event', 'address', 'NEVER', 'EVENTS_ADDRESS');

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
        WHEN 'EVENTS_ADDRESS' THEN
            UPDATE app.event SET address = NULL WHERE tenant_id = tenant AND ctid = ANY (ARRAY(
                SELECT ctid FROM app.event WHERE tenant_id = tenant AND address IS NOT NULL AND recorded_at < before LIMIT at_most));
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
