-- Settings, people, exchange rates, the event log and the machinery every feature uses.

CREATE TABLE app.settings (
    tenant_id               uuid NOT NULL,
    id                      uuid NOT NULL,      -- equals tenant_id: one row per tenant, versioned like any state
    version                 bigint NOT NULL,
    known_from              timestamptz NOT NULL,
    reporting_currency      text NOT NULL,
    time_zone               text NOT NULL,
    fiscal_year_start_month int NOT NULL,
    signature_lead_days     int NOT NULL,
    grace_days              int NOT NULL,
    horizon_days            int NOT NULL,
    scoring_lead_days       int NOT NULL,
    at_risk_threshold       float8 NOT NULL,
    medium_from             float8 NOT NULL,
    high_from               float8 NOT NULL,
    critical_from           float8 NOT NULL,
    saved_share             float8 NOT NULL,
    contact_cost            numeric(19,4) NOT NULL,
    updated_at              timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CALL platform.protect('settings', 'STATE');
CALL platform.keep_versions('settings');

CREATE TABLE app.api_key (
    tenant_id  uuid NOT NULL,
    id         uuid NOT NULL,
    key_id     text COLLATE "C" NOT NULL,
    name       text NOT NULL,
    scopes     text[] NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    replaced_by uuid,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, key_id)
);
CALL platform.protect('api_key', 'STATE');

CREATE TABLE app.exchange_rate (
    tenant_id   uuid NOT NULL,
    currency    text COLLATE "C" NOT NULL,
    rate_date   date NOT NULL,
    rate        numeric(19,9) NOT NULL CHECK (rate > 0),   -- reporting currency per one unit of `currency`
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, currency, rate_date)
);
CALL platform.protect('exchange_rate', 'STATE');

CREATE TABLE app.app_user (
    tenant_id    uuid NOT NULL,
    id           uuid NOT NULL,
    version      bigint NOT NULL,
    known_from   timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    name         text NOT NULL,
    name_key     text COLLATE "C" NOT NULL,
    email        text,
    roles        text[] NOT NULL,
    active       boolean NOT NULL,
    external_ids jsonb NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX app_user_name ON app.app_user (tenant_id, name_key, id);
CALL platform.protect('app_user', 'STATE');

-- External identifiers: case-sensitive, never recycled, tombstoned on delete.
CREATE TABLE app.external_key (
    tenant_id     uuid NOT NULL,
    resource_type text COLLATE "C" NOT NULL,
    source        text COLLATE "C" NOT NULL,
    external_id   text COLLATE "C" NOT NULL,
    resource_id   uuid NOT NULL,
    deleted_at    timestamptz,
    PRIMARY KEY (tenant_id, resource_type, source, external_id)
);
CREATE INDEX external_key_resource ON app.external_key (tenant_id, resource_id);
CALL platform.protect('external_key', 'STATE');

-- Merged duplicates, resolved as of a time; unmerge closes the alias.
CREATE TABLE app.alias (
    tenant_id     uuid NOT NULL,
    resource_type text COLLATE "C" NOT NULL,
    alias_id      uuid NOT NULL,
    survivor_id   uuid NOT NULL,
    from_at       timestamptz NOT NULL,
    to_at         timestamptz,
    PRIMARY KEY (tenant_id, resource_type, alias_id, from_at)
);
CALL platform.protect('alias', 'STATE');

-- The one append-only log of changes: feed, audit trail and source of webhooks.
CREATE TABLE app.event (
    tenant_id       uuid NOT NULL,
    sequence        bigint NOT NULL,
    id              uuid NOT NULL,
    type            text COLLATE "C" NOT NULL,
    recorded_at     timestamptz NOT NULL,
    actor           text COLLATE "C" NOT NULL,
    origin          text COLLATE "C" NOT NULL,
    request_id      text,
    subject_type    text COLLATE "C" NOT NULL,
    subject_id      uuid NOT NULL,
    subject_version bigint,
    customer_id     uuid,
    previous        jsonb,      -- changed fields before the change, without personal values
    object          jsonb,      -- state after the change, without personal values
    personal        jsonb,      -- personal values of both, erasable by the owner's function
    PRIMARY KEY (tenant_id, sequence)
);
CREATE INDEX event_customer ON app.event (tenant_id, customer_id, recorded_at DESC, sequence DESC) WHERE customer_id IS NOT NULL;
CREATE INDEX event_subject ON app.event (tenant_id, subject_id, sequence DESC);
CALL platform.protect('event', 'LEDGER');

CREATE TABLE app.event_counter (
    tenant_id     uuid PRIMARY KEY,
    last_sequence bigint NOT NULL
);
CALL platform.protect('event_counter', 'STATE');

-- The reply of a request that carried an Idempotency-Key, stored with its effect.
CREATE TABLE app.idempotency (
    tenant_id    uuid NOT NULL,
    key          text COLLATE "C" NOT NULL,
    request_hash text NOT NULL,
    status       int NOT NULL,
    headers      jsonb NOT NULL,
    body         text,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotency_created ON app.idempotency (tenant_id, created_at);
CALL platform.protect('idempotency', 'WORK');

CREATE TABLE app.job (
    tenant_id        uuid NOT NULL,
    id               uuid NOT NULL,
    kind             text COLLATE "C" NOT NULL,
    state            text COLLATE "C" NOT NULL,
    parameters       jsonb NOT NULL,
    checkpoint       jsonb,             -- where a restarted attempt continues
    total_count      bigint,
    processed_count  bigint NOT NULL,
    created_count    bigint NOT NULL,
    updated_count    bigint NOT NULL,
    unchanged_count  bigint NOT NULL,
    failed_count     bigint NOT NULL,
    result           jsonb,
    failure          text,
    attempt          int NOT NULL,      -- fencing: a chunk commits only for the attempt that still owns the job
    cancel_requested boolean NOT NULL,
    actor            text NOT NULL,
    origin           text NOT NULL,
    created_at       timestamptz NOT NULL,
    started_at       timestamptz,
    finished_at      timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX job_created ON app.job (tenant_id, created_at DESC, id DESC);
CALL platform.protect('job', 'WORK');

CREATE TABLE app.job_error (
    tenant_id uuid NOT NULL,
    job_id    uuid NOT NULL,
    line      bigint NOT NULL,
    code      text NOT NULL,
    field     text,
    detail    text NOT NULL,
    PRIMARY KEY (tenant_id, job_id, line)
);
CALL platform.protect('job_error', 'WORK');

-- An uploaded file in pieces, so that any replica can work on it after the uploader is gone.
CREATE TABLE app.job_content (
    tenant_id uuid NOT NULL,
    job_id    uuid NOT NULL,
    piece     int NOT NULL,
    bytes     bytea NOT NULL,
    PRIMARY KEY (tenant_id, job_id, piece)
);
ALTER TABLE app.job_content ALTER COLUMN bytes SET STORAGE EXTERNAL;
CALL platform.protect('job_content', 'WORK');

CREATE TABLE app.import_mapping (
    tenant_id  uuid NOT NULL,
    id         uuid NOT NULL,
    version    bigint NOT NULL,
    name       text COLLATE "C" NOT NULL,
    resource   text COLLATE "C" NOT NULL,
    document   jsonb NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name)
);
CALL platform.protect('import_mapping', 'STATE');
