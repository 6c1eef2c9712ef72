-- Programmes: what is offered to whom, and what came of it. What was decided at the start does not change.
CREATE TABLE app.programme (
    tenant_id       uuid NOT NULL,
    id              uuid NOT NULL,
    code            text COLLATE "C" NOT NULL,
    name            text NOT NULL,
    offer           text,
    randomised      boolean NOT NULL,             -- arms are given by chance; anything else is never called an effect
    arms            jsonb NOT NULL,               -- [{code, share}], in their order
    control_arm     text COLLATE "C" NOT NULL,
    stratify_by     text[] NOT NULL,
    seed            bigint NOT NULL,
    smallest_effect float8 NOT NULL,              -- difference in the share lost that would be worth knowing
    created_at      timestamptz NOT NULL,
    created_by      text COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX programme_code ON app.programme (tenant_id, code);
CREATE INDEX programme_created ON app.programme (tenant_id, created_at, id);
CALL platform.protect('programme', 'LEDGER');

-- Who was assigned where. Everybody counts in the arm they were assigned to, whatever became of it.
CREATE TABLE app.programme_assignment (
    tenant_id    uuid NOT NULL,
    programme_id uuid NOT NULL,
    renewal_id   uuid NOT NULL,
    customer_id  uuid NOT NULL,
    arm          text COLLATE "C" NOT NULL,
    stratum      text COLLATE "C" NOT NULL,
    probability  float8,                          -- of a loss, by the last score stored before the assignment
    seed         bigint,                          -- what this draw was made with; null where others assigned
    assigned_at  timestamptz NOT NULL,
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, programme_id, renewal_id)
);
CALL platform.protect('programme_assignment', 'LEDGER');

INSERT INTO platform.personal_column (table_name, column_name, sought, kept) VALUES
    ('programme', 'name', 'NEVER', 'for ever'),
    ('programme', 'offer', 'NEVER', 'for ever'),
    ('programme', 'arms', 'NEVER', 'for ever');
