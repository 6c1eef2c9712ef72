-- The board answers "renewals of this contract" itself.
ALTER TABLE app.renewal_board ADD COLUMN contract_id uuid NOT NULL;
CREATE INDEX renewal_board_contract ON app.renewal_board (tenant_id, contract_id, is_open, due_date);

-- Why a stage was changed, in the words of who changed it.
ALTER TABLE app.renewal_stage_change ADD COLUMN note text;

-- One open decision per contract end already holds; the same per early line end, and per co-term group and currency.
CREATE UNIQUE INDEX renewal_one_per_line ON app.renewal (tenant_id, line_id) WHERE kind = 'LINE' AND outcome IS NULL;
CREATE UNIQUE INDEX renewal_one_per_group ON app.renewal (tenant_id, co_term_group_id, currency)
    WHERE kind = 'CO_TERM' AND outcome IS NULL;

-- A notice is in force until it is withdrawn: at most one at a time.
CREATE UNIQUE INDEX renewal_notice_in_force ON app.renewal_notice (tenant_id, renewal_id) WHERE withdrawn_at IS NULL;
