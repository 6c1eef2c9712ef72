CREATE TABLE app.customer (
    tenant_id            uuid NOT NULL,
    id                   uuid NOT NULL,
    version              bigint NOT NULL,
    known_from           timestamptz NOT NULL,
    created_at           timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL,
    name                 text NOT NULL,
    name_key             text COLLATE "C" NOT NULL,      -- folded name: prefix search is a range on it
    status               text COLLATE "C" NOT NULL,      -- PROSPECT, ONBOARDING, ACTIVE; the rest is derived
    parent_id            uuid,
    csm_id               uuid,
    renewal_manager_id   uuid,
    account_executive_id uuid,
    tier                 text COLLATE "C",
    size_class           text COLLATE "C",
    region               text COLLATE "C",
    currency             text COLLATE "C" NOT NULL,
    referred_by_id       uuid,
    attributes           jsonb NOT NULL,
    external_ids         jsonb NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX customer_name ON app.customer (tenant_id, name_key, id);
CREATE INDEX customer_updated ON app.customer (tenant_id, updated_at, id);
CREATE INDEX customer_parent ON app.customer (tenant_id, parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX customer_renewal_manager ON app.customer (tenant_id, renewal_manager_id, name_key, id);
CREATE INDEX customer_csm ON app.customer (tenant_id, csm_id, name_key, id);
CALL platform.protect('customer', 'STATE');
CALL platform.keep_versions('customer');

-- Read model beside `customer`: not versioned, no events.
CREATE TABLE app.customer_board (
    tenant_id            uuid NOT NULL,
    customer_id          uuid NOT NULL,
    derived_status       text COLLATE "C",               -- NOTICE_GIVEN, CHURNED or null
    next_renewal_id      uuid,
    next_renewal_due_date date,
    highest_risk         float8,
    highest_risk_band    text COLLATE "C",
    last_interaction_at  timestamptz,
    PRIMARY KEY (tenant_id, customer_id)
);
CALL platform.protect('customer_board', 'WORK');

-- Monthly recurring revenue as steps: from each date on the customer has this much, in the reporting currency.
CREATE TABLE app.customer_revenue (
    tenant_id   uuid NOT NULL,
    customer_id uuid NOT NULL,
    from_date   date NOT NULL,
    mrr         numeric(19,4) NOT NULL,
    PRIMARY KEY (tenant_id, customer_id, from_date)
);
CALL platform.protect('customer_revenue', 'WORK');

-- Personal data of customers' people lives here and nowhere else.
CREATE TABLE app.contact (
    tenant_id    uuid NOT NULL,
    id           uuid NOT NULL,
    version      bigint NOT NULL,
    known_from   timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    customer_id  uuid NOT NULL,
    name         text NOT NULL,
    name_key     text COLLATE "C" NOT NULL,
    email        text,
    phone        text,
    title        text,
    roles        text[] NOT NULL,
    left_date    date,
    external_ids jsonb NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX contact_customer ON app.contact (tenant_id, customer_id, name_key, id);
CREATE INDEX contact_name ON app.contact (tenant_id, name_key, id);
CALL platform.protect('contact', 'STATE');

CREATE TABLE app.product (
    tenant_id    uuid NOT NULL,
    id           uuid NOT NULL,
    version      bigint NOT NULL,
    known_from   timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    code         text COLLATE "C" NOT NULL,
    name         text NOT NULL,
    name_key     text COLLATE "C" NOT NULL,
    family       text COLLATE "C",
    active       boolean NOT NULL,
    external_ids jsonb NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, code)
);
CREATE INDEX product_name ON app.product (tenant_id, name_key, id);
CALL platform.protect('product', 'STATE');

CREATE TABLE app.co_term_group (
    tenant_id       uuid NOT NULL,
    id              uuid NOT NULL,
    customer_id     uuid NOT NULL,
    common_end_date date NOT NULL,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CALL platform.protect('co_term_group', 'STATE');

CREATE TABLE app.contract (
    tenant_id           uuid NOT NULL,
    id                  uuid NOT NULL,
    version             bigint NOT NULL,
    known_from          timestamptz NOT NULL,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    customer_id         uuid NOT NULL,
    number              text COLLATE "C",
    kind                text COLLATE "C" NOT NULL,        -- SUBSCRIPTION, PILOT, FREE
    signed_date         date,
    start_date          date NOT NULL,
    end_date            date,                              -- inclusive; null = evergreen
    term_months         int,
    auto_renew          boolean NOT NULL,
    notice_days         int NOT NULL,
    currency            text COLLATE "C" NOT NULL,
    bill_to_customer_id uuid,
    partner_customer_id uuid,
    co_term_group_id    uuid,
    renews_contract_ids uuid[] NOT NULL,
    ended_date          date,                              -- last day in force when cut short (successor, cancellation)
    end_reason          text COLLATE "C",                  -- SUCCEEDED, CANCELLED, TRANSFERRED, CO_TERMED
    lines               jsonb NOT NULL,                    -- as edited; app.contract_line is their queryable twin
    pauses              jsonb NOT NULL,
    external_ids        jsonb NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX contract_customer ON app.contract (tenant_id, customer_id, start_date, id);
CREATE INDEX contract_end ON app.contract (tenant_id, end_date, id);
CREATE INDEX contract_updated ON app.contract (tenant_id, updated_at, id);
CALL platform.protect('contract', 'STATE');
CALL platform.keep_versions('contract');

CREATE TABLE app.contract_line (
    tenant_id        uuid NOT NULL,
    id               uuid NOT NULL,
    contract_id      uuid NOT NULL,
    customer_id      uuid NOT NULL,
    position         int NOT NULL,
    product_id       uuid NOT NULL,
    quantity         numeric(19,4) NOT NULL,
    unit_price       numeric(19,4) NOT NULL,
    discount_percent numeric(9,4) NOT NULL,
    charge_type      text COLLATE "C" NOT NULL,            -- RECURRING, ONE_TIME, USAGE
    amount_period    text COLLATE "C" NOT NULL,            -- MONTH, YEAR, TERM
    start_date       date NOT NULL,
    end_date         date,                                 -- inclusive; null = evergreen
    mrr              numeric(19,4) NOT NULL,               -- monthly recurring amount in the contract's currency
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX contract_line_contract ON app.contract_line (tenant_id, contract_id, position);
CREATE INDEX contract_line_customer ON app.contract_line (tenant_id, customer_id);
CREATE INDEX contract_line_product ON app.contract_line (tenant_id, product_id);
CALL platform.protect('contract_line', 'WORK');

CREATE TABLE app.renewal (
    tenant_id              uuid NOT NULL,
    id                     uuid NOT NULL,
    version                bigint NOT NULL,
    known_from             timestamptz NOT NULL,
    created_at             timestamptz NOT NULL,
    updated_at             timestamptz NOT NULL,
    customer_id            uuid NOT NULL,
    contract_id            uuid NOT NULL,
    line_id                uuid,                            -- set for the decision of one early-ending line
    co_term_group_id       uuid,
    kind                   text COLLATE "C" NOT NULL,       -- TERM, LINE, CO_TERM, EVERGREEN
    contract_kind          text COLLATE "C" NOT NULL,
    term_number            int NOT NULL,
    due_date               date,                            -- last day of the term; null for evergreen
    notice_deadline_date   date,
    decision_deadline_date date,
    renewal_amount         numeric(19,4) NOT NULL,          -- annualised recurring amount on the last day
    currency               text COLLATE "C" NOT NULL,
    auto_renew             boolean NOT NULL,
    stage                  text COLLATE "C" NOT NULL,
    forecast_category      text COLLATE "C" NOT NULL,
    forecast_amount        numeric(19,4),
    offer                  jsonb,
    human_call             jsonb,
    next_step              text,
    next_step_date         date,
    snoozed_until_date     date,
    outcome                text COLLATE "C",
    outcome_source         text COLLATE "C",
    outcome_timing         text COLLATE "C",
    outcome_detail         jsonb,                           -- reasons, amount change, follow-up, void reason
    decided_date           date,
    renewed_amount         numeric(19,4),
    follow_up_contract_id  uuid,
    notice_received_date   date,                            -- of the notice in force, if any
    notice_effective_date  date,
    external_ids           jsonb NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX renewal_contract ON app.renewal (tenant_id, contract_id, due_date);
CREATE INDEX renewal_customer ON app.renewal (tenant_id, customer_id, due_date, id);
CREATE INDEX renewal_due ON app.renewal (tenant_id, due_date, id);
CREATE INDEX renewal_open_deadline ON app.renewal (tenant_id, decision_deadline_date, id) WHERE outcome IS NULL;
CREATE INDEX renewal_decided ON app.renewal (tenant_id, decided_date, id) WHERE outcome IS NOT NULL;
-- One open decision per contract end, per line and per co-term group.
CREATE UNIQUE INDEX renewal_one_per_term ON app.renewal (tenant_id, contract_id, due_date)
    NULLS NOT DISTINCT WHERE kind IN ('TERM', 'EVERGREEN') AND outcome IS NULL;
CALL platform.protect('renewal', 'STATE');
CALL platform.keep_versions('renewal');

CREATE TABLE app.renewal_notice (
    tenant_id      uuid NOT NULL,
    id             uuid NOT NULL,
    renewal_id     uuid NOT NULL,
    received_date  date NOT NULL,
    effective_date date,
    note           text,
    recorded_at    timestamptz NOT NULL,
    withdrawn_at   timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX renewal_notice_renewal ON app.renewal_notice (tenant_id, renewal_id, recorded_at);
CALL platform.protect('renewal_notice', 'STATE');

CREATE TABLE app.renewal_stage_change (
    tenant_id   uuid NOT NULL,
    id          uuid NOT NULL,
    renewal_id  uuid NOT NULL,
    from_stage  text COLLATE "C",
    to_stage    text COLLATE "C" NOT NULL,
    actor       text NOT NULL,
    changed_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX renewal_stage_change_renewal ON app.renewal_stage_change (tenant_id, renewal_id, changed_at);
CALL platform.protect('renewal_stage_change', 'LEDGER');

-- Read model beside `renewal`: what the board, the worklist and the summaries sort and filter by.
-- Amounts are reporting currency × 10,000 as bigint (sortable behind row-level security); -1 = not scored.
CREATE TABLE app.renewal_board (
    tenant_id              uuid NOT NULL,
    renewal_id             uuid NOT NULL,
    customer_id            uuid NOT NULL,
    customer_name          text NOT NULL,
    owner_id               uuid,
    tier                   text COLLATE "C",
    kind                   text COLLATE "C" NOT NULL,
    contract_kind          text COLLATE "C" NOT NULL,
    stage                  text COLLATE "C" NOT NULL,
    forecast_category      text COLLATE "C" NOT NULL,
    is_open                boolean NOT NULL,
    outcome                text COLLATE "C",
    due_date               date NOT NULL,                   -- infinity for evergreen: sorts last
    decision_deadline_date date NOT NULL,
    amount                 bigint NOT NULL,
    probability            float8 NOT NULL DEFAULT -1,
    band                   text COLLATE "C",
    at_risk                boolean NOT NULL DEFAULT false,
    expected_loss          bigint NOT NULL DEFAULT -1,
    score_id               uuid,
    scored_at              timestamptz,
    PRIMARY KEY (tenant_id, renewal_id)
);
CREATE INDEX renewal_board_due ON app.renewal_board (tenant_id, is_open, due_date, renewal_id);
CREATE INDEX renewal_board_deadline ON app.renewal_board (tenant_id, is_open, decision_deadline_date, renewal_id);
CREATE INDEX renewal_board_amount ON app.renewal_board (tenant_id, is_open, amount, renewal_id);
CREATE INDEX renewal_board_probability ON app.renewal_board (tenant_id, is_open, probability, renewal_id);
CREATE INDEX renewal_board_expected_loss ON app.renewal_board (tenant_id, is_open, expected_loss, renewal_id);
CREATE INDEX renewal_board_owner ON app.renewal_board (tenant_id, owner_id, is_open, due_date, renewal_id);
CREATE INDEX renewal_board_customer ON app.renewal_board (tenant_id, customer_id, is_open, due_date);
CALL platform.protect('renewal_board', 'WORK');

CREATE TABLE app.reason_code (
    tenant_id uuid NOT NULL,
    code      text COLLATE "C" NOT NULL,
    label     text NOT NULL,
    applies_to text[] NOT NULL,                              -- outcomes it may be given for
    avoidable boolean,
    active    boolean NOT NULL,
    PRIMARY KEY (tenant_id, code)
);
CALL platform.protect('reason_code', 'STATE');
