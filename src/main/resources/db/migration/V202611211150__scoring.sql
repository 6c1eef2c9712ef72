-- Ticket states are derived from few facts among many: they have an index of their own.
CREATE INDEX signal_tickets ON app.signal (tenant_id, customer_id, occurred_at)
    WHERE kind = 'TICKET' AND subject_key IS NOT NULL;

-- A score of a run is made once, however often the run is resumed.
CREATE UNIQUE INDEX risk_score_run ON app.risk_score (tenant_id, run_id, renewal_id) WHERE run_id IS NOT NULL;

-- State of the model when it gave the score: only an ACTIVE model's scores reach boards and count for surprises.
ALTER TABLE app.risk_score ADD COLUMN model_state text COLLATE "C" NOT NULL DEFAULT 'ACTIVE';

-- Currency of the amount at stake: the reporting currency then in force, which may change.
ALTER TABLE app.risk_score ADD COLUMN currency text COLLATE "C" NOT NULL;
