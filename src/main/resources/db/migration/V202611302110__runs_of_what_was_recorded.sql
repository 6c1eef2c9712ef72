-- A run that saw only what was stored by a time.
ALTER TABLE app.scoring_run ADD COLUMN recorded_by timestamptz;

-- Retention of what is personal in events: only those that still hold some are looked at.
CREATE INDEX event_personal ON app.event (tenant_id, recorded_at) WHERE address IS NOT NULL OR personal IS NOT NULL;
