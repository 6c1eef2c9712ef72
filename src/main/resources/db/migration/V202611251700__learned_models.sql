-- What training made of a version of a learned model: once, and never changed. The model's own document says how it is
-- trained; this one is what it scores with.
CREATE TABLE app.model_training (
    tenant_id   uuid NOT NULL,
    model_id    uuid NOT NULL,
    outcome     text COLLATE "C" NOT NULL,                   -- TRAINED, NOT_ENOUGH_DATA, NO_USABLE_SIGNAL
    document    jsonb NOT NULL,                              -- the model
    calibration jsonb,                                       -- on its output; null for none
    parameters  jsonb NOT NULL,                              -- on which renewals, and the seed
    result      jsonb NOT NULL,                              -- where it comes from and how good it looked
    trained_at  timestamptz NOT NULL,
    trained_by  text NOT NULL,
    PRIMARY KEY (tenant_id, model_id)
);
CALL platform.protect('model_training', 'LEDGER');

-- Models judged on the past; never changed.
CREATE TABLE app.back_test (
    tenant_id  uuid NOT NULL,
    id         uuid NOT NULL,
    model_id   uuid NOT NULL,
    parameters jsonb NOT NULL,
    result     jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX back_test_model ON app.back_test (tenant_id, model_id, created_at DESC, id DESC);
CALL platform.protect('back_test', 'LEDGER');

-- Models that score beside the active one.
CREATE INDEX scoring_model_shadow ON app.scoring_model (tenant_id, id) WHERE state = 'SHADOW';

INSERT INTO platform.personal_column (table_name, column_name, sought, kept) VALUES
    ('model_training', 'document', 'NEVER', 'for ever'),
    ('model_training', 'calibration', 'NEVER', 'for ever'),
    ('model_training', 'parameters', 'NEVER', 'for ever'),
    ('back_test', 'parameters', 'NEVER', 'for ever'),
    ('back_test', 'result', 'NEVER', 'for ever'),
    ('back_test', 'created_by', 'NEVER', 'for ever'),
    ('model_training', 'result', 'NEVER', 'for ever'),
    ('model_training', 'trained_by', 'NEVER', 'for ever');
