-- A page of customers as of a time, by name: the index has the order, so that a page does not walk all versions.
ALTER TABLE app.customer_version ADD COLUMN name_key text COLLATE "C" GENERATED ALWAYS AS (content ->> 'name_key') STORED;
CREATE INDEX customer_version_name ON app.customer_version (tenant_id, name_key, id);
INSERT INTO platform.personal_column (table_name, column_name, sought, kept) VALUES ('customer_version', 'name_key', 'NEVER', 'for ever');
