-- A version says itself who made it, by which integration and request: imports and merges log one event for many objects, so
-- that the event log alone could not tell. The names stand in settings that end with the transaction.
CREATE OR REPLACE PROCEDURE platform.record_versions_of(table_name text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE OR REPLACE FUNCTION platform.%I() RETURNS trigger LANGUAGE plpgsql AS $f$
        BEGIN
            INSERT INTO app.%I (tenant_id, id, version, known_from, recorded_at, content, actor, origin, request_id)
            SELECT n.tenant_id, n.id, n.version, n.known_from,
                   coalesce((c.content ->> ''updated_at'')::timestamptz, clock_timestamp()), c.content,
                   nullif(current_setting(''app.actor'', true), ''''), nullif(current_setting(''app.origin'', true), ''''),
                   nullif(current_setting(''app.request_id'', true), '''')
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
        actor text COLLATE "C", origin text COLLATE "C", request_id text COLLATE "C",
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
    FOR versioned IN SELECT DISTINCT c.relname FROM pg_trigger t
                     JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc f ON f.oid = t.tgfoid
                     WHERE f.pronamespace = 'platform'::regnamespace AND f.proname = 'record_' || c.relname || '_versions'
                       AND c.relname <> 'exchange_rate' LOOP -- which has a key of its own
        EXECUTE format('ALTER TABLE app.%I ADD COLUMN actor text COLLATE "C", ADD COLUMN origin text COLLATE "C",
            ADD COLUMN request_id text COLLATE "C"', versioned || '_version');
        CALL platform.record_versions_of(versioned);
        INSERT INTO platform.personal_column (table_name, column_name, sought, kept)
        SELECT versioned || '_version', name, 'NEVER', 'for ever' FROM unnest(ARRAY['actor', 'origin', 'request_id']) AS name;
    END LOOP;
END $$;
