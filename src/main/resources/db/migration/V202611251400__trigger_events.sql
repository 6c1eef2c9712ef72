-- Trigger events: the catalogue says what a type means and whether it may be announced ahead of its time.
ALTER TABLE app.trigger_event_type ADD COLUMN meaning text NOT NULL DEFAULT '';
ALTER TABLE app.trigger_event_type ADD COLUMN may_be_announced boolean NOT NULL DEFAULT false;

-- Which rule detected it (its code; detected_by has the version, too); null when posted.
ALTER TABLE app.trigger_event ADD COLUMN rule_code text COLLATE "C";
CREATE INDEX trigger_event_corrections ON app.trigger_event (tenant_id, source, source_id) WHERE revision > 0;
CREATE INDEX trigger_event_occurred ON app.trigger_event (tenant_id, occurred_at);
-- "Customers with event E in the last or next N days" walks the type's days.
CREATE INDEX trigger_event_type_occurred ON app.trigger_event (tenant_id, type, occurred_at, customer_id);

-- Rules that detect trigger events in signals and dates. A version never changes; a newer one, or none, speaks from
-- effective_from on. The service may only end a version and note how far its work has come.
CREATE TABLE app.detection_rule (
    tenant_id       uuid NOT NULL,
    code            text COLLATE "C" NOT NULL,
    version         int NOT NULL,
    kind            text COLLATE "C" NOT NULL,               -- THRESHOLD, BURST, SILENCE, SEQUENCE, MISSING_EXPECTED, DATE_BASED
    trigger_type    text COLLATE "C" NOT NULL,
    priority        int NOT NULL,
    definition      jsonb NOT NULL,
    effective_from  timestamptz NOT NULL,
    effective_until timestamptz,                             -- null = still in force
    started         boolean NOT NULL,                        -- what was there before it is on the work list
    ran_on          date,                                    -- last day its dates were looked at
    created_at      timestamptz NOT NULL,
    created_by      text COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, code, version)
);
CALL platform.protect('detection_rule', 'LEDGER');
GRANT UPDATE (effective_until, started, ran_on) ON app.detection_rule TO ${applicationRole};

-- Batches of signals that no rule has looked at yet: one row for each, however many signals it has. Committed with its
-- signals, so that nothing is passed over that was stored while others were looked at.
CREATE TABLE app.detection_batch (
    tenant_id   uuid NOT NULL,
    id          uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    signals     int NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX detection_batch_recorded ON app.detection_batch (tenant_id, recorded_at);
CALL platform.protect('detection_batch', 'WORK');

-- A batch's signals; equal times take next to no room in a b-tree.
CREATE INDEX signal_recorded ON app.signal (tenant_id, recorded_at);

-- What becomes due by the passing of time: look at this customer with this rule again, from from_at on.
CREATE TABLE app.detection_due (
    tenant_id   uuid NOT NULL,
    customer_id uuid NOT NULL,
    rule_code   text COLLATE "C" NOT NULL,
    due_at      timestamptz NOT NULL,
    from_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, customer_id, rule_code)
);
CREATE INDEX detection_due_due ON app.detection_due (tenant_id, due_at);
CALL platform.protect('detection_due', 'WORK');

INSERT INTO platform.personal_column (table_name, column_name, sought, kept) VALUES
    ('trigger_event_type', 'meaning', 'NEVER', 'for ever'),
    ('detection_rule', 'definition', 'NEVER', 'for ever');

ALTER TABLE app.trigger_event_type NO FORCE ROW LEVEL SECURITY;
-- Tenants that are there already get the starter catalogue as new ones do; their rules they choose themselves.
INSERT INTO app.trigger_event_type
    (tenant_id, code, label, meaning, expected_direction, decision_related, window_days, may_be_announced, active)
SELECT t.id, s.* FROM platform.tenant t CROSS JOIN (VALUES
    ('acquisition', 'Acquisition', 'The customer was bought, or bought another company', 'UNKNOWN', false, 365, true, true),
    ('champion_left', 'Champion left', 'The person who stood up for us has left', 'RAISES_RISK', false, 180, true, true),
    ('competitor_contact', 'Competitor contact', 'The customer talks to a competitor', 'RAISES_RISK', false, 120, false, true),
    ('competitor_after_detraction', 'Competitor after a bad answer', 'Hardly satisfied, then in contact with a competitor', 'RAISES_RISK', false, 120, false, true),
    ('executive_review', 'Executive review', 'Their executives and ours reviewed the partnership', 'LOWERS_RISK', false, 180, true, true),
    ('expansion', 'Expansion', 'More seats, more units, more countries', 'LOWERS_RISK', false, 365, true, true),
    ('funding_round', 'Funding round', 'The customer raised money', 'LOWERS_RISK', false, 365, false, true),
    ('gone_silent', 'Gone silent', 'No contact in either direction for a long time', 'RAISES_RISK', false, 90, false, true),
    ('layoffs', 'Layoffs', 'The customer lets people go', 'RAISES_RISK', false, 180, true, true),
    ('new_executive', 'New executive', 'Somebody new decides', 'UNKNOWN', false, 180, true, true),
    ('notice_deadline_near', 'Notice deadline near', 'Ninety days are left to give notice', 'UNKNOWN', true, 90, false, true),
    ('onboarding_stalled', 'Onboarding stalled', 'A contract began and nobody uses the product', 'RAISES_RISK', false, 120, false, true),
    ('outage', 'Outage', 'Our service failed them', 'RAISES_RISK', false, 90, false, true),
    ('payment_trouble', 'Payment trouble', 'Invoices stay unpaid again and again', 'RAISES_RISK', false, 180, false, true),
    ('price_increase', 'Price increase', 'Our price rises for this customer', 'RAISES_RISK', false, 180, true, true),
    ('support_escalation', 'Support escalation', 'Severe tickets in a short time', 'RAISES_RISK', false, 90, false, true),
    ('ticket_burst', 'Burst of tickets', 'Far more tickets than this customer usually has', 'RAISES_RISK', false, 60, false, true),
    ('usage_stopped', 'Usage stopped', 'A customer that used the product does not any more', 'RAISES_RISK', false, 90, false, true)
  ) AS s (code, label, meaning, expected_direction, decision_related, window_days, may_be_announced, active)
ON CONFLICT DO NOTHING;
ALTER TABLE app.trigger_event_type FORCE ROW LEVEL SECURITY;
