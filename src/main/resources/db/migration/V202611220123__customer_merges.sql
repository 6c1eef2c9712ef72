-- One open alias per duplicate, and who is merged into whom. The table itself was there from the start.
CREATE UNIQUE INDEX alias_open ON app.alias (tenant_id, resource_type, alias_id) WHERE to_at IS NULL;
CREATE INDEX alias_survivor ON app.alias (tenant_id, resource_type, survivor_id);

-- What went to the survivor with a merged customer, so that it can go back.
CREATE TABLE app.customer_merge_move (
    tenant_id uuid NOT NULL,
    alias_id  uuid NOT NULL,
    merged_at timestamptz NOT NULL,
    kind      text COLLATE "C" NOT NULL,           -- CONTRACT, CONTACT, CHILD
    row_id    uuid NOT NULL,
    PRIMARY KEY (tenant_id, alias_id, merged_at, kind, row_id)
);
CALL platform.protect('customer_merge_move', 'STATE');
