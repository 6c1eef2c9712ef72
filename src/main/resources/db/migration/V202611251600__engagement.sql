-- Interactions, surveys, feedback, tickets, mentions: what they need beside app.signal.

-- Who took part in an interaction, by id: a fact beside its signal.
CREATE TABLE app.signal_participant (
    tenant_id  uuid NOT NULL,
    source     text COLLATE "C" NOT NULL,
    source_id  text COLLATE "C" NOT NULL,
    revision   int NOT NULL,
    contact_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, source, source_id, revision, contact_id)
);
CALL platform.protect('signal_participant', 'FACT');

-- Participants go with their signal, whoever deletes it (retention).
CREATE FUNCTION platform.forget_participants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM app.signal_participant p USING gone g
    WHERE p.tenant_id = g.tenant_id AND p.source = g.source AND p.source_id = g.source_id AND p.revision = g.revision;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION platform.forget_participants() FROM PUBLIC;
CREATE TRIGGER signal_deleted AFTER DELETE ON app.signal REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION platform.forget_participants();

-- Those of signals that wait for their customer go with them.
ALTER TABLE app.unmatched_signal ADD COLUMN participants uuid[];

-- Reports over all customers read one kind; partial indexes cost nothing for the millions of usage facts.
CREATE INDEX signal_survey ON app.signal (tenant_id, occurred_at) WHERE kind = 'SURVEY';
CREATE INDEX signal_ticket ON app.signal (tenant_id, source, subject_key) WHERE kind = 'TICKET';
CREATE INDEX signal_mention ON app.signal (tenant_id, type, occurred_at) WHERE kind IN ('MENTION', 'EVENT');

-- Not to be contacted before this day.
ALTER TABLE app.customer ADD COLUMN do_not_contact_until_date date;
ALTER TABLE app.contact ADD COLUMN do_not_contact_until_date date;

-- At most so many outbound contacts in so many days; feedback items made from low survey answers. Null = no such rule.
ALTER TABLE app.settings
    ADD COLUMN contact_cap int,
    ADD COLUMN contact_cap_days int,
    ADD COLUMN feedback_nps_at_most float8,
    ADD COLUMN feedback_csat_at_most float8,
    ADD COLUMN feedback_ces_at_most float8,
    ADD COLUMN feedback_due_days int;

-- Feedback and what became of it, until the customer was told.
CREATE TABLE app.feedback_item (
    tenant_id        uuid NOT NULL,
    id               uuid NOT NULL,
    version          bigint NOT NULL,
    known_from       timestamptz NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    customer_id      uuid NOT NULL,
    contact_id       uuid,
    signal_source    text COLLATE "C",                         -- the signal it came from
    signal_source_id text COLLATE "C",
    text             text NOT NULL,
    category         text COLLATE "C" NOT NULL,
    state            text COLLATE "C" NOT NULL,                -- OPEN, ACKNOWLEDGED, RESOLVED, CLOSED_WITH_CUSTOMER
    owner_id         uuid,
    due_date         date,
    opened_at        timestamptz NOT NULL,
    acknowledged_at  timestamptz,
    resolved_at      timestamptz,
    closed_at        timestamptz,
    external_ids     jsonb NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX feedback_item_opened ON app.feedback_item (tenant_id, opened_at, id);
CREATE INDEX feedback_item_customer ON app.feedback_item (tenant_id, customer_id, opened_at, id);
CREATE UNIQUE INDEX feedback_item_signal ON app.feedback_item (tenant_id, signal_source, signal_source_id)
    WHERE signal_source IS NOT NULL;
CALL platform.protect('feedback_item', 'STATE');
CALL platform.keep_versions('feedback_item');
ALTER TABLE app.feedback_item_version
    ADD COLUMN customer_id uuid GENERATED ALWAYS AS ((content ->> 'customer_id')::uuid) STORED;

INSERT INTO platform.personal_column (table_name, column_name, sought, kept) VALUES
    ('feedback_item', 'text', 'CUSTOMER', 'for ever'),
    ('feedback_item', 'external_ids', 'NEVER', 'for ever'),
    ('feedback_item_version', 'content', 'CUSTOMER', 'for ever');

-- The timeline's branch for them.
CREATE INDEX event_timeline_feedback ON app.event (tenant_id, customer_id, recorded_at DESC, sequence DESC)
    WHERE subject_type = 'feedback_item';
