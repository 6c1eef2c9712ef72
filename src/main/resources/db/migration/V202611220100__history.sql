-- Point-in-time reads: versions of everything people edit and of exchange rates, findable by when they were known.

-- A version is recorded at the time its writer gave (updated_at): the clock that known_from comes from, so that a version
-- known before it was recorded is a back-filled one, and nothing else is.
CREATE OR REPLACE FUNCTION platform.record_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('INSERT INTO app.%I (tenant_id, id, version, known_from, recorded_at, content) '
        'SELECT n.tenant_id, n.id, n.version, n.known_from, '
        'coalesce((c.content ->> ''updated_at'')::timestamptz, clock_timestamp()), c.content '
        'FROM changed n CROSS JOIN LATERAL to_jsonb(n) AS c(content) ON CONFLICT DO NOTHING', TG_TABLE_NAME || '_version');
    RETURN NULL;
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
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON app.%I REFERENCING NEW TABLE AS changed '
        'FOR EACH STATEMENT EXECUTE FUNCTION platform.record_versions()', table_name || '_inserted', table_name);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON app.%I REFERENCING NEW TABLE AS changed '
        'FOR EACH STATEMENT EXECUTE FUNCTION platform.record_versions()', table_name || '_updated', table_name);
END $$;

-- Tables that have versions already get the index their successors are made with.
DO $$
DECLARE
    versions text;
BEGIN
    FOR versions IN SELECT c.table_name FROM information_schema.columns c
                    WHERE c.table_schema = 'app' AND c.table_name LIKE '%\_version' AND c.column_name = 'known_from' LOOP
        EXECUTE format('CREATE INDEX %I ON app.%I (tenant_id, id, known_from DESC, version DESC)', versions || '_known', versions);
    END LOOP;
END $$;

-- Contacts, products and users had none: their history begins with what they are now.
CALL platform.keep_versions('contact');
CALL platform.keep_versions('product');
CALL platform.keep_versions('app_user');
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['contact', 'product', 'app_user'] LOOP
        EXECUTE format('ALTER TABLE app.%I NO FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE app.%I NO FORCE ROW LEVEL SECURITY', name || '_version');
        EXECUTE format('INSERT INTO app.%I (tenant_id, id, version, known_from, recorded_at, content) '
            'SELECT n.tenant_id, n.id, n.version, n.known_from, n.updated_at, to_jsonb(n) FROM app.%I n', name || '_version', name);
        EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name || '_version');
    END LOOP;
END $$;

-- What a customer had: a column, because row-level security keeps jsonb operators out of index conditions.
ALTER TABLE app.contract_version ADD COLUMN customer_id uuid GENERATED ALWAYS AS ((content ->> 'customer_id')::uuid) STORED;
CREATE INDEX contract_version_customer ON app.contract_version (tenant_id, customer_id, id, known_from DESC, version DESC);
ALTER TABLE app.renewal_version ADD COLUMN customer_id uuid GENERATED ALWAYS AS ((content ->> 'customer_id')::uuid) STORED;
CREATE INDEX renewal_version_customer ON app.renewal_version (tenant_id, customer_id, id, known_from DESC, version DESC);

-- Every rate ever stored. The first of a day is known from that day on, whenever it was typed in; a correction from when it was made.
CREATE TABLE app.exchange_rate_version (
    tenant_id   uuid NOT NULL,
    currency    text COLLATE "C" NOT NULL,
    rate_date   date NOT NULL,
    known_from  timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    rate        numeric(19,9) NOT NULL,
    PRIMARY KEY (tenant_id, currency, rate_date, recorded_at)
);
CALL platform.protect('exchange_rate_version', 'LEDGER');

CREATE FUNCTION platform.record_exchange_rate_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO app.exchange_rate_version (tenant_id, currency, rate_date, known_from, recorded_at, rate)
    SELECT n.tenant_id, n.currency, n.rate_date,
           CASE TG_OP WHEN 'INSERT' THEN least(n.recorded_at, n.rate_date::timestamp AT TIME ZONE 'UTC') ELSE n.recorded_at END,
           n.recorded_at, n.rate
    FROM changed n ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER exchange_rate_inserted AFTER INSERT ON app.exchange_rate REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION platform.record_exchange_rate_versions();
CREATE TRIGGER exchange_rate_updated AFTER UPDATE ON app.exchange_rate REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION platform.record_exchange_rate_versions();

ALTER TABLE app.exchange_rate NO FORCE ROW LEVEL SECURITY;
ALTER TABLE app.exchange_rate_version NO FORCE ROW LEVEL SECURITY;
INSERT INTO app.exchange_rate_version (tenant_id, currency, rate_date, known_from, recorded_at, rate)
SELECT tenant_id, currency, rate_date, least(recorded_at, rate_date::timestamp AT TIME ZONE 'UTC'), recorded_at, rate
FROM app.exchange_rate;
ALTER TABLE app.exchange_rate FORCE ROW LEVEL SECURITY;
ALTER TABLE app.exchange_rate_version FORCE ROW LEVEL SECURITY;
