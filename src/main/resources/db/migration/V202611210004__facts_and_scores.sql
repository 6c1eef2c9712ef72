-- Facts: append-only, three times each. No foreign keys; corrections are new revisions.
CREATE TABLE app.signal (
    tenant_id   uuid NOT NULL,
    source      text COLLATE "C" NOT NULL,
    source_id   text COLLATE "C" NOT NULL,
    revision    int NOT NULL,
    customer_id uuid NOT NULL,
    occurred_at timestamptz NOT NULL,                        -- when it happened
    known_at    timestamptz NOT NULL,                        -- when the source knew
    recorded_at timestamptz NOT NULL,                        -- when stored here
    kind        text COLLATE "C" NOT NULL,
    type        text COLLATE "C" NOT NULL,
    value       float8,
    sentiment   float8,                                      -- -1 … 1
    severity    smallint,                                    -- 1 low … 4 critical
    direction   text COLLATE "C",                            -- INBOUND, OUTBOUND
    channel     text COLLATE "C",
    phase       text COLLATE "C",                            -- OPENED, UPDATED, CLOSED
    subject_key text COLLATE "C",
    retracted   boolean NOT NULL,
    contact_id  uuid,
    contract_id uuid,
    product_id  uuid,
    attributes  jsonb,
    PRIMARY KEY (tenant_id, source, source_id, revision)
);
CREATE INDEX signal_customer ON app.signal (tenant_id, customer_id, occurred_at);
CREATE INDEX signal_corrections ON app.signal (tenant_id, source, source_id) WHERE revision > 0;
CALL platform.protect('signal', 'FACT');

-- What each source delivers and since when: tells "silent" from "not connected".
CREATE TABLE app.signal_stream (
    tenant_id        uuid NOT NULL,
    source           text COLLATE "C" NOT NULL,
    kind             text COLLATE "C" NOT NULL,
    type             text COLLATE "C" NOT NULL,
    first_known_at   timestamptz NOT NULL,
    last_occurred_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, source, kind, type)
);
CALL platform.protect('signal_stream', 'WORK');

CREATE TABLE app.trigger_event_type (
    tenant_id          uuid NOT NULL,
    code               text COLLATE "C" NOT NULL,
    label              text NOT NULL,
    expected_direction text COLLATE "C" NOT NULL,            -- RAISES_RISK, LOWERS_RISK, UNKNOWN
    decision_related   boolean NOT NULL,                     -- happens because of the decision: never a predictor
    window_days        int NOT NULL,
    active             boolean NOT NULL,
    PRIMARY KEY (tenant_id, code)
);
CALL platform.protect('trigger_event_type', 'STATE');

CREATE TABLE app.trigger_event (
    tenant_id   uuid NOT NULL,
    source      text COLLATE "C" NOT NULL,
    source_id   text COLLATE "C" NOT NULL,
    revision    int NOT NULL,
    type        text COLLATE "C" NOT NULL,
    customer_id uuid,                                        -- null: not matched yet
    contact_id  uuid,
    occurred_at timestamptz NOT NULL,
    known_at    timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    detected_by text COLLATE "C",                            -- rule and version, null when posted
    retracted   boolean NOT NULL,
    attributes  jsonb,
    PRIMARY KEY (tenant_id, source, source_id, revision)
);
CREATE INDEX trigger_event_customer ON app.trigger_event (tenant_id, customer_id, occurred_at);
CALL platform.protect('trigger_event', 'FACT');

CREATE TABLE app.success_metric (
    tenant_id    uuid NOT NULL,
    id           uuid NOT NULL,
    version      bigint NOT NULL,
    known_from   timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    customer_id  uuid NOT NULL,
    name         text NOT NULL,                              -- in the customer's words
    unit         text,
    direction    text COLLATE "C" NOT NULL,                  -- HIGHER_IS_BETTER, LOWER_IS_BETTER
    defined_by   text COLLATE "C" NOT NULL,                  -- CUSTOMER, JOINT, US
    baseline     float8,
    target       float8,
    attributable boolean,
    measurable   boolean,
    benefit      boolean,
    follow_up_months int[] NOT NULL,
    external_ids jsonb NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX success_metric_customer ON app.success_metric (tenant_id, customer_id);
CALL platform.protect('success_metric', 'STATE');
CALL platform.keep_versions('success_metric');

CREATE TABLE app.measurement (
    tenant_id         uuid NOT NULL,
    source            text COLLATE "C" NOT NULL,
    source_id         text COLLATE "C" NOT NULL,
    revision          int NOT NULL,
    success_metric_id uuid NOT NULL,
    customer_id       uuid NOT NULL,
    value             float8,
    respondent_contact_id uuid,
    follow_up_month   int,
    occurred_at       timestamptz NOT NULL,
    known_at          timestamptz NOT NULL,
    recorded_at       timestamptz NOT NULL,
    retracted         boolean NOT NULL,
    PRIMARY KEY (tenant_id, source, source_id, revision)
);
CREATE INDEX measurement_metric ON app.measurement (tenant_id, success_metric_id, occurred_at);
CALL platform.protect('measurement', 'FACT');

-- Feature sets and models: versioned documents, immutable once used (the service role may only change a model's state).
CREATE TABLE app.feature_set (
    tenant_id  uuid NOT NULL,
    id         uuid NOT NULL,
    code       text COLLATE "C" NOT NULL,
    version    int NOT NULL,
    document   jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, code, version)
);
CALL platform.protect('feature_set', 'LEDGER');

CREATE TABLE app.scoring_model (
    tenant_id      uuid NOT NULL,
    id             uuid NOT NULL,
    code           text COLLATE "C" NOT NULL,
    version        int NOT NULL,
    kind           text COLLATE "C" NOT NULL,                -- BASE_RATE, SCORECARD, LOGISTIC, ADDITIVE
    state          text COLLATE "C" NOT NULL,                -- DRAFT, SHADOW, ACTIVE, RETIRED
    feature_set_id uuid NOT NULL,
    document       jsonb NOT NULL,
    provenance     jsonb NOT NULL,
    created_at     timestamptz NOT NULL,
    created_by     text NOT NULL,
    activated_at   timestamptz,
    retired_at     timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, code, version)
);
CREATE UNIQUE INDEX scoring_model_one_active ON app.scoring_model (tenant_id) WHERE state = 'ACTIVE';
CALL platform.protect('scoring_model', 'LEDGER');
GRANT UPDATE (state, activated_at, retired_at) ON app.scoring_model TO ${applicationRole};

CREATE TABLE app.scoring_run (
    tenant_id   uuid NOT NULL,
    id          uuid NOT NULL,
    job_id      uuid,
    model_id    uuid NOT NULL,
    as_of       timestamptz NOT NULL,
    scheduled   boolean NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CALL platform.protect('scoring_run', 'LEDGER');

-- The prediction ledger: every score ever given. Arrays follow the feature set's order, so a replay needs nothing else.
CREATE TABLE app.risk_score (
    tenant_id          uuid NOT NULL,
    id                 uuid NOT NULL,
    renewal_id         uuid NOT NULL,
    customer_id        uuid NOT NULL,
    run_id             uuid,
    model_id           uuid NOT NULL,
    feature_set_id     uuid NOT NULL,
    as_of              timestamptz NOT NULL,                 -- nothing that happened or was known later was used
    recorded_at        timestamptz NOT NULL,
    probability        float8 NOT NULL,
    log_odds           float8 NOT NULL,
    baseline_log_odds  float8 NOT NULL,
    calibration_term   float8 NOT NULL,
    lower_bound        float8 NOT NULL,
    upper_bound        float8 NOT NULL,
    coverage           float8 NOT NULL,                      -- share of features with a value or a meaningful silence
    band               text COLLATE "C" NOT NULL,
    threshold          float8 NOT NULL,
    settings_version   bigint NOT NULL,
    at_risk            boolean NOT NULL,
    calibration_status text COLLATE "C" NOT NULL,
    health             float8 NOT NULL,
    amount             numeric(19,4) NOT NULL,               -- at stake, reporting currency
    feature_values     float8[] NOT NULL,
    feature_states     text COLLATE "C" NOT NULL,
    contributions      float8[] NOT NULL,
    newest_fact_at     timestamptz,                          -- freshness: the latest fact that entered
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX risk_score_renewal ON app.risk_score (tenant_id, renewal_id, as_of DESC, id DESC);
CREATE INDEX risk_score_customer ON app.risk_score (tenant_id, customer_id, recorded_at DESC, id DESC);
CALL platform.protect('risk_score', 'LEDGER');

-- Customers whose facts changed since their renewals were last scored.
CREATE TABLE app.rescore_mark (
    tenant_id   uuid NOT NULL,
    customer_id uuid NOT NULL,
    marked_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, customer_id)
);
CALL platform.protect('rescore_mark', 'WORK');

-- Tenants with marks, readable before a tenant is known: an id and a time, nothing else.
CREATE TABLE platform.rescore_tenant (
    tenant_id uuid PRIMARY KEY,
    marked_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.rescore_tenant TO ${applicationRole};
