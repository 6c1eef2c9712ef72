-- The catalogue of signal types, what a tenant wants of types that are not in it, and retention by type.

CREATE TABLE app.signal_type (
    tenant_id      uuid NOT NULL,
    code           text COLLATE "C" NOT NULL,
    version        bigint NOT NULL,
    kind           text COLLATE "C" NOT NULL,
    label          text NOT NULL,
    unit           text COLLATE "C",                         -- of the value
    attributes     jsonb NOT NULL,                           -- name -> {type, required}
    half_life_days float8,
    cadence_days   jsonb NOT NULL,                           -- source -> days within which a fact is expected
    updated_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, code)
);
CALL platform.protect('signal_type', 'STATE');

ALTER TABLE app.settings ADD COLUMN unknown_signal_types text COLLATE "C" NOT NULL DEFAULT 'ACCEPT'
    CHECK (unknown_signal_types IN ('ACCEPT', 'REFUSE'));

-- How long signals of one type stay, where that differs from the kind SIGNALS.
CREATE TABLE app.signal_retention (
    tenant_id  uuid NOT NULL,
    type       text COLLATE "C" NOT NULL,
    days       int CHECK (days > 0),                         -- null = for ever
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, type)
);
CALL platform.protect('signal_retention', 'STATE');

INSERT INTO platform.personal_column (table_name, column_name, sought, kept) VALUES
    ('signal_type', 'label', 'NEVER', 'for ever'),
    ('signal_type', 'attributes', 'NEVER', 'for ever'),
    ('signal_type', 'cadence_days', 'NEVER', 'for ever');

-- Deletes at most `at_most` signals of one type that happened before a time; returns how many went.
CREATE FUNCTION platform.apply_signal_retention(tenant uuid, of_type text, before timestamptz, at_most int) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    n bigint;
BEGIN
    DELETE FROM app.signal WHERE tenant_id = tenant AND ctid = ANY (ARRAY(
        SELECT ctid FROM app.signal WHERE tenant_id = tenant AND type = of_type AND occurred_at < before LIMIT at_most));
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN n;
END $$;

-- The same for all types without a period of their own.
CREATE FUNCTION platform.apply_signal_retention_to_rest(tenant uuid, before timestamptz, at_most int) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    n bigint;
BEGIN
    DELETE FROM app.signal WHERE tenant_id = tenant AND ctid = ANY (ARRAY(
        SELECT s.ctid FROM app.signal s WHERE s.tenant_id = tenant AND s.occurred_at < before
          AND s.type <> ALL (ARRAY(SELECT r.type FROM app.signal_retention r WHERE r.tenant_id = tenant))
        LIMIT at_most));
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN n;
END $$;
REVOKE ALL ON FUNCTION platform.apply_signal_retention(uuid, text, timestamptz, int) FROM PUBLIC;
REVOKE ALL ON FUNCTION platform.apply_signal_retention_to_rest(uuid, timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.apply_signal_retention(uuid, text, timestamptz, int) TO ${applicationRole};
GRANT EXECUTE ON FUNCTION platform.apply_signal_retention_to_rest(uuid, timestamptz, int) TO ${applicationRole};
