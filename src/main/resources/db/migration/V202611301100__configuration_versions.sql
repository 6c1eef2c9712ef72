-- Configuration is replaced as a whole, and only by who names the version it replaces.
ALTER TABLE app.trigger_event_type ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE app.reason_code        ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE app.adoption_path      ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE app.product_feature    ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE app.retention          ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE app.signal_retention   ADD COLUMN version bigint NOT NULL DEFAULT 1;
