-- Two schemas: `platform` holds the little that must be found before a tenant is known (ids and hashes only),
-- `app` holds tenant data, every table of it behind row-level security.
-- ${applicationRole} is the role the service runs as: no ownership, no superuser, no bypass.
CREATE SCHEMA IF NOT EXISTS app;
GRANT USAGE ON SCHEMA platform, app TO ${applicationRole};

CREATE TABLE platform.tenant (
    id         uuid PRIMARY KEY,
    name       text NOT NULL,
    created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON platform.tenant TO ${applicationRole};

CREATE TABLE platform.api_key (
    key_id      text COLLATE "C" PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES platform.tenant (id),
    secret_hash bytea NOT NULL,
    scopes      text[] NOT NULL,
    expires_at  timestamptz,
    revoked_at  timestamptz
);
CREATE INDEX api_key_tenant ON platform.api_key (tenant_id);
GRANT SELECT, INSERT, UPDATE ON platform.api_key TO ${applicationRole};

-- The table db-scheduler works on.
CREATE TABLE platform.scheduled_tasks (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON platform.scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON platform.scheduled_tasks (last_heartbeat);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.scheduled_tasks TO ${applicationRole};

-- Puts one table of `app` behind the tenant wall and grants what its kind may do.
-- Kinds: STATE (edited), FACT and LEDGER (append-only for the service), WORK (queues, read models: may delete).
CREATE PROCEDURE platform.protect(table_name text, kind text) LANGUAGE plpgsql AS $$
DECLARE
    rights text := CASE kind
        WHEN 'STATE'  THEN 'SELECT, INSERT, UPDATE, DELETE'
        WHEN 'WORK'   THEN 'SELECT, INSERT, UPDATE, DELETE'
        WHEN 'FACT'   THEN 'SELECT, INSERT'
        WHEN 'LEDGER' THEN 'SELECT, INSERT'
    END;
BEGIN
    IF rights IS NULL THEN
        RAISE EXCEPTION 'unknown table kind %', kind;
    END IF;
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY tenant_isolation ON app.%I '
        'USING (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid) '
        'WITH CHECK (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', table_name);
    EXECUTE format('GRANT %s ON app.%I TO ${applicationRole}', rights, table_name);
    EXECUTE format('COMMENT ON TABLE app.%I IS %L', table_name, kind);
END $$;
REVOKE ALL ON PROCEDURE platform.protect(text, text) FROM PUBLIC;

-- Writes the new state of every changed row into <table>_version, for ORM and bulk SQL alike.
-- One statement, one insert: called once per statement with the transition table.
CREATE FUNCTION platform.record_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('INSERT INTO app.%I (tenant_id, id, version, known_from, recorded_at, content) '
        'SELECT n.tenant_id, n.id, n.version, n.known_from, clock_timestamp(), to_jsonb(n) FROM changed n '
        'ON CONFLICT DO NOTHING', TG_TABLE_NAME || '_version');
    RETURN NULL;
END $$;

-- Makes the version ledger of a state table that has columns id, version and known_from.
CREATE PROCEDURE platform.keep_versions(table_name text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE app.%I (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version bigint NOT NULL,
        known_from timestamptz NOT NULL, recorded_at timestamptz NOT NULL, content jsonb NOT NULL,
        PRIMARY KEY (tenant_id, id, version))', table_name || '_version');
    CALL platform.protect(table_name || '_version', 'LEDGER');
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON app.%I REFERENCING NEW TABLE AS changed '
        'FOR EACH STATEMENT EXECUTE FUNCTION platform.record_versions()', table_name || '_inserted', table_name);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON app.%I REFERENCING NEW TABLE AS changed '
        'FOR EACH STATEMENT EXECUTE FUNCTION platform.record_versions()', table_name || '_updated', table_name);
END $$;
REVOKE ALL ON PROCEDURE platform.keep_versions(text) FROM PUBLIC;
