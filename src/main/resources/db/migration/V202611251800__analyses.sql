-- Questions to the past, each with its parameters and what it came to, so that it can be asked again.
CREATE TABLE app.analysis (
    tenant_id   uuid NOT NULL,
    id          uuid NOT NULL,
    kind        text COLLATE "C" NOT NULL,      -- PREDICTORS
    name        text COLLATE "C",
    job_id      uuid NOT NULL,
    rerun_of    uuid,                           -- the analysis whose parameters were taken over
    parameters  jsonb NOT NULL,                 -- complete: what was left out in the request stands here as it was taken
    result      jsonb,                          -- null until it is done; written once
    created_at  timestamptz NOT NULL,
    created_by  text COLLATE "C" NOT NULL,
    finished_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX analysis_created ON app.analysis (tenant_id, created_at, id);
CALL platform.protect('analysis', 'LEDGER');
GRANT UPDATE (result, finished_at) ON app.analysis TO ${applicationRole};

INSERT INTO platform.personal_column (table_name, column_name, sought, kept) VALUES
    ('analysis', 'parameters', 'NEVER', 'for ever'),
    ('analysis', 'result', 'NEVER', 'for ever');
