-- Success metrics get dates and formulas; their follow-ups, question rounds; purchase criteria and how well they are met.

ALTER TABLE app.success_metric
    ADD COLUMN baseline_date date,
    ADD COLUMN target_date   date,
    ADD COLUMN formula       jsonb;                          -- of a derived metric: over which signals it is computed
ALTER TABLE app.settings ADD COLUMN follow_up_months int[] NOT NULL DEFAULT '{3,6,9}';  -- of new metrics
CREATE INDEX success_metric_updated ON app.success_metric (tenant_id, updated_at, id);
-- what a customer's metrics were: row-level security keeps jsonb operators out of index conditions
ALTER TABLE app.success_metric_version
    ADD COLUMN customer_id uuid GENERATED ALWAYS AS ((content ->> 'customer_id')::uuid) STORED;
CREATE INDEX success_metric_version_customer ON app.success_metric_version (tenant_id, customer_id, id, known_from DESC, version DESC);

CREATE INDEX measurement_customer ON app.measurement (tenant_id, customer_id, occurred_at);
CREATE INDEX measurement_occurred ON app.measurement (tenant_id, occurred_at);
CREATE INDEX measurement_corrections ON app.measurement (tenant_id, source, source_id) WHERE revision > 0;

-- Read model of the follow-ups of each metric: rewritten with the metric and with its measurements.
CREATE TABLE app.follow_up (
    tenant_id         uuid NOT NULL,
    success_metric_id uuid NOT NULL,
    month             int NOT NULL,                          -- months after the start
    id                uuid NOT NULL,
    customer_id       uuid NOT NULL,
    due_date          date NOT NULL,
    measured_at       timestamptz,                           -- of the measurement that answered it; null = open
    reminded_date     date,                                  -- the due date one was reminded of
    PRIMARY KEY (tenant_id, success_metric_id, month)
);
CREATE INDEX follow_up_open ON app.follow_up (tenant_id, due_date, id) WHERE measured_at IS NULL;
CREATE INDEX follow_up_due ON app.follow_up (tenant_id, due_date, id);
CREATE INDEX follow_up_customer ON app.follow_up (tenant_id, customer_id, due_date);
CALL platform.protect('follow_up', 'WORK');

-- A question or two to a chosen set of customers; each item is one metric to be measured.
CREATE TABLE app.question_round (
    tenant_id  uuid NOT NULL,
    id         uuid NOT NULL,
    created_at timestamptz NOT NULL,
    name       text NOT NULL,
    due_date   date NOT NULL,
    judged     boolean NOT NULL DEFAULT false,               -- after the due date: an event said so if answers were missing
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX question_round_open ON app.question_round (tenant_id, due_date, id) WHERE NOT judged;
CREATE INDEX question_round_created ON app.question_round (tenant_id, created_at, id);
CALL platform.protect('question_round', 'WORK');

CREATE TABLE app.question_round_item (
    tenant_id         uuid NOT NULL,
    question_round_id uuid NOT NULL,
    id                uuid NOT NULL,
    success_metric_id uuid NOT NULL,
    customer_id       uuid NOT NULL,
    PRIMARY KEY (tenant_id, question_round_id, success_metric_id)
);
CREATE INDEX question_round_item_id ON app.question_round_item (tenant_id, question_round_id, id);
CALL platform.protect('question_round_item', 'LEDGER');

CREATE TABLE app.purchase_criterion (
    tenant_id    uuid NOT NULL,
    id           uuid NOT NULL,
    version      bigint NOT NULL,
    known_from   timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    customer_id  uuid NOT NULL,
    contract_id  uuid,
    renewal_id   uuid,
    criterion    text NOT NULL,                              -- in the customer's words
    importance   int NOT NULL,                               -- 1 … 5
    must_have    boolean NOT NULL,
    expected     float8 NOT NULL,                            -- 0 … 10
    our_rank     int,                                        -- among the customer's investments, 1 is first
    external_ids jsonb NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX purchase_criterion_customer ON app.purchase_criterion (tenant_id, customer_id);
CREATE INDEX purchase_criterion_updated ON app.purchase_criterion (tenant_id, updated_at, id);
CALL platform.protect('purchase_criterion', 'STATE');
CALL platform.keep_versions('purchase_criterion');
ALTER TABLE app.purchase_criterion_version
    ADD COLUMN customer_id uuid GENERATED ALWAYS AS ((content ->> 'customer_id')::uuid) STORED;
CREATE INDEX purchase_criterion_version_customer
    ON app.purchase_criterion_version (tenant_id, customer_id, id, known_from DESC, version DESC);

CREATE TABLE app.delivery_score (
    tenant_id     uuid NOT NULL,
    source        text COLLATE "C" NOT NULL,
    source_id     text COLLATE "C" NOT NULL,
    revision      int NOT NULL,
    purchase_criterion_id uuid NOT NULL,
    customer_id   uuid NOT NULL,
    value         float8,                                    -- 0 … 10
    evidence      text,
    evidence_url  text,
    respondent_contact_id uuid,
    occurred_at   timestamptz NOT NULL,
    known_at      timestamptz NOT NULL,
    recorded_at   timestamptz NOT NULL,
    retracted     boolean NOT NULL,
    PRIMARY KEY (tenant_id, source, source_id, revision)
);
CREATE INDEX delivery_score_criterion ON app.delivery_score (tenant_id, purchase_criterion_id, occurred_at);
CREATE INDEX delivery_score_customer ON app.delivery_score (tenant_id, customer_id, occurred_at);
CREATE INDEX delivery_score_occurred ON app.delivery_score (tenant_id, occurred_at);
CREATE INDEX delivery_score_corrections ON app.delivery_score (tenant_id, source, source_id) WHERE revision > 0;
CALL platform.protect('delivery_score', 'FACT');

-- Changes of both in a customer's timeline.
CREATE INDEX event_timeline_success ON app.event (tenant_id, customer_id, recorded_at DESC, sequence DESC)
    WHERE subject_type IN ('success_metric', 'purchase_criterion');

INSERT INTO platform.personal_column (table_name, column_name, sought, kept) VALUES
    ('success_metric', 'formula', 'NEVER', 'for ever'),
    ('question_round', 'name', 'NEVER', 'for ever'),
    ('purchase_criterion', 'criterion', 'NEVER', 'for ever'),
    ('purchase_criterion', 'external_ids', 'NEVER', 'for ever'),
    ('purchase_criterion_version', 'content', 'NEVER', 'for ever'),
    ('delivery_score', 'evidence', 'CUSTOMER', 'for ever'),
    ('delivery_score', 'evidence_url', 'CUSTOMER', 'for ever');
