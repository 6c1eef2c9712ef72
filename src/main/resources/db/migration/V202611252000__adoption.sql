-- Adoption paths and product features: definitions over signals. What follows from them is computed when asked.
CREATE TABLE app.adoption_path (
    tenant_id    uuid NOT NULL,
    code         text COLLATE "C" NOT NULL,
    name         text NOT NULL,
    strict_order boolean NOT NULL,
    steps        jsonb NOT NULL,
    updated_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, code)
);
CALL platform.protect('adoption_path', 'STATE');

CREATE TABLE app.product_feature (
    tenant_id    uuid NOT NULL,
    code         text COLLATE "C" NOT NULL,
    name         text NOT NULL,
    product_id   uuid,
    release_date date NOT NULL,
    predicate    jsonb NOT NULL,
    updated_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, code)
);
CALL platform.protect('product_feature', 'STATE');

-- What a contract grants of a metered unit.
CREATE TABLE app.entitlement (
    tenant_id    uuid NOT NULL,
    id           uuid NOT NULL,
    version      bigint NOT NULL,
    known_from   timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    contract_id  uuid NOT NULL,
    line_id      uuid,
    unit         text COLLATE "C" NOT NULL,
    quantity     float8 NOT NULL,
    period       text COLLATE "C" NOT NULL,                  -- MONTH, QUARTER, YEAR, TERM, AT_A_TIME
    usage_type   text COLLATE "C" NOT NULL,                  -- type of the signals that meter it
    aggregation  text COLLATE "C" NOT NULL,                  -- SUM, MAXIMUM, COUNT
    start_date   date,                                       -- null = the contract's
    end_date     date,
    external_ids jsonb NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX entitlement_contract ON app.entitlement (tenant_id, contract_id, id);
CREATE INDEX entitlement_updated ON app.entitlement (tenant_id, updated_at, id);
CALL platform.protect('entitlement', 'STATE');
CALL platform.keep_versions('entitlement');
ALTER TABLE app.entitlement_version ADD COLUMN contract_id uuid GENERATED ALWAYS AS ((content ->> 'contract_id')::uuid) STORED;
CREATE INDEX entitlement_version_contract ON app.entitlement_version (tenant_id, contract_id, id, known_from DESC, version DESC);

INSERT INTO platform.personal_column (table_name, column_name, sought, kept) VALUES
    ('adoption_path', 'name', 'NEVER', 'for ever'),
    ('adoption_path', 'steps', 'NEVER', 'for ever'),
    ('product_feature', 'name', 'NEVER', 'for ever'),
    ('product_feature', 'predicate', 'NEVER', 'for ever'),
    ('entitlement', 'external_ids', 'NEVER', 'for ever'),
    ('entitlement_version', 'content', 'NEVER', 'for ever');
