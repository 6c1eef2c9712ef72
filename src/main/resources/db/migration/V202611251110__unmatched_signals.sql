-- Signals whose customer is not known yet. Not facts: they become signals when the customer appears, or are discarded.
CREATE TABLE app.unmatched_signal (
    tenant_id            uuid NOT NULL,
    source               text COLLATE "C" NOT NULL,
    source_id            text COLLATE "C" NOT NULL,
    revision             int NOT NULL,
    customer_source      text COLLATE "C" NOT NULL,
    customer_external_id text COLLATE "C" NOT NULL,
    received_at          timestamptz NOT NULL,
    occurred_at          timestamptz NOT NULL,
    known_at             timestamptz NOT NULL,
    kind                 text COLLATE "C" NOT NULL,
    type                 text COLLATE "C" NOT NULL,
    value                float8,
    sentiment            float8,
    severity             smallint,
    direction            text COLLATE "C",
    channel              text COLLATE "C",
    phase                text COLLATE "C",
    subject_key          text COLLATE "C",
    retracted            boolean NOT NULL,
    contact_id           uuid,
    contract_id          uuid,
    product_id           uuid,
    attributes           jsonb,
    PRIMARY KEY (tenant_id, source, source_id, revision)
);
CREATE INDEX unmatched_signal_reference
    ON app.unmatched_signal (tenant_id, customer_source, customer_external_id) INCLUDE (received_at, occurred_at);
CALL platform.protect('unmatched_signal', 'WORK');

INSERT INTO platform.personal_column (table_name, column_name, sought, kept) VALUES
    ('unmatched_signal', 'attributes', 'TENANT', 'until the customer appears or somebody discards them');
