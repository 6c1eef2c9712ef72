-- Versions are recorded by one function for each table, which plans its statement once in a session. One function for
-- all of them had to plan it at every write, which took most of the time of a single update.
CREATE PROCEDURE platform.record_versions_of(table_name text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE FUNCTION platform.%I() RETURNS trigger LANGUAGE plpgsql AS $f$
        BEGIN
            INSERT INTO app.%I (tenant_id, id, version, known_from, recorded_at, content)
            SELECT n.tenant_id, n.id, n.version, n.known_from,
                   coalesce((c.content ->> ''updated_at'')::timestamptz, clock_timestamp()), c.content
            FROM changed n CROSS JOIN LATERAL to_jsonb(n) AS c(content) ON CONFLICT DO NOTHING;
            RETURN NULL;
        END $f$', 'record_' || table_name || '_versions', table_name || '_version');
    EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER INSERT ON app.%I REFERENCING NEW TABLE AS changed '
        'FOR EACH STATEMENT EXECUTE FUNCTION platform.%I()', table_name || '_inserted', table_name, 'record_' || table_name || '_versions');
    EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER UPDATE ON app.%I REFERENCING NEW TABLE AS changed '
        'FOR EACH STATEMENT EXECUTE FUNCTION platform.%I()', table_name || '_updated', table_name, 'record_' || table_name || '_versions');
END $$;

CREATE OR REPLACE PROCEDURE platform.keep_versions(table_name text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE app.%I (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version bigint NOT NULL,
        known_from timestamptz NOT NULL, recorded_at timestamptz NOT NULL, content jsonb NOT NULL,
        PRIMARY KEY (tenant_id, id, version))', table_name || '_version');
    EXECUTE format('CREATE INDEX %I ON app.%I (tenant_id, id, known_from DESC, version DESC)',
        table_name || '_version_known', table_name || '_version');
    CALL platform.protect(table_name || '_version', 'LEDGER');
    CALL platform.record_versions_of(table_name);
END $$;

DO $$
DECLARE
    versioned text;
BEGIN
    FOR versioned IN SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                     WHERE t.tgfoid = 'platform.record_versions()'::regprocedure LOOP
        CALL platform.record_versions_of(versioned);
    END LOOP;
END $$;

DROP FUNCTION platform.record_versions();
REVOKE ALL ON PROCEDURE platform.record_versions_of(text) FROM PUBLIC;
