-- A contract carried on under another customer: the one it was before the transfer.
ALTER TABLE app.contract ADD COLUMN transferred_from_contract_id uuid;
CREATE UNIQUE INDEX contract_transferred_from ON app.contract (tenant_id, transferred_from_contract_id)
    WHERE transferred_from_contract_id IS NOT NULL;
