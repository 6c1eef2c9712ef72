-- Since when a source tells whom it asked is looked up by every scoring run.
CREATE INDEX signal_asked ON app.signal (tenant_id, type, known_at) WHERE kind = 'SURVEY' AND value IS NULL AND NOT retracted;
