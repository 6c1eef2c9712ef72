-- Probabilities that another tool gave, loaded to be judged beside the models here; never changed, and no scores of ours.
CREATE TABLE app.external_probability (
    tenant_id   uuid NOT NULL,
    model_id    uuid NOT NULL,
    renewal_id  uuid NOT NULL,
    as_of       timestamptz NOT NULL,                    -- when the other tool says that it gave it
    probability float8 NOT NULL CHECK (probability > 0 AND probability < 1),
    recorded_at timestamptz NOT NULL,
    recorded_by text NOT NULL,
    PRIMARY KEY (tenant_id, model_id, renewal_id, as_of)
);
CALL platform.protect('external_probability', 'LEDGER');

INSERT INTO platform.personal_column (table_name, column_name, sought, kept) VALUES
    ('external_probability', 'recorded_by', 'NEVER', 'for ever');
