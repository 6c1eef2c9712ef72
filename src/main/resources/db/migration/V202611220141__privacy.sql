-- Privacy: one list of the columns that hold, or may hold, personal data; erasure of a person; retention; the end of a tenant.

-- Every column of `app` that holds free text, JSON or bytes is in this list: a test compares it with the catalogue.
-- sought: how erasure finds a person in it.
--   PERSON    the row is the person's own, or an event about it: emptied
--   CUSTOMER  rows of the person's customers: what mentions the person is blacked out
--   TENANT    all rows of the tenant: what mentions the person is blacked out
--   NEVER     not about people: names of things, configuration, identifiers of our own
-- kept: how long it stays when nobody is erased; the kinds in capitals are those of platform.apply_retention.
CREATE TABLE platform.personal_column (
    table_name  text COLLATE "C" NOT NULL,
    column_name text COLLATE "C" NOT NULL,
    sought      text COLLATE "C" NOT NULL CHECK (sought IN ('PERSON', 'CUSTOMER', 'TENANT', 'NEVER')),
    kept        text NOT NULL,
    PRIMARY KEY (table_name, column_name)
);
GRANT SELECT ON platform.personal_column TO ${applicationRole};

INSERT INTO platform.personal_column (table_name, column_name, sought, kept) VALUES
    ('contact', 'name', 'PERSON', 'until erased'),
    ('contact', 'name_key', 'PERSON', 'until erased'),
    ('contact', 'email', 'PERSON', 'until erased'),
    ('contact', 'phone', 'PERSON', 'until erased'),
    ('contact', 'title', 'PERSON', 'until erased'),
    ('contact', 'external_ids', 'PERSON', 'until erased'),
    ('app_user', 'name', 'PERSON', 'until erased'),
    ('app_user', 'name_key', 'PERSON', 'until erased'),
    ('app_user', 'email', 'PERSON', 'until erased'),
    ('app_user', 'external_ids', 'PERSON', 'until erased'),
    ('contact_version', 'content', 'PERSON', 'until erased'),
    ('app_user_version', 'content', 'PERSON', 'until erased'),
    ('external_key', 'external_id', 'PERSON', 'until erased'),
    ('event', 'personal', 'PERSON', 'EVENTS_PERSONAL'),
    ('event', 'previous', 'CUSTOMER', 'for ever'),
    ('event', 'object', 'CUSTOMER', 'for ever'),
    ('signal', 'attributes', 'CUSTOMER', 'SIGNALS'),
    ('trigger_event', 'attributes', 'CUSTOMER', 'for ever'),
    ('customer', 'attributes', 'CUSTOMER', 'for ever'),
    ('customer_version', 'content', 'CUSTOMER', 'for ever'),
    ('renewal', 'offer', 'CUSTOMER', 'for ever'),
    ('renewal', 'human_call', 'CUSTOMER', 'for ever'),
    ('renewal', 'next_step', 'CUSTOMER', 'for ever'),
    ('renewal', 'outcome_detail', 'CUSTOMER', 'for ever'),
    ('renewal_version', 'content', 'CUSTOMER', 'for ever'),
    ('renewal_notice', 'note', 'CUSTOMER', 'for ever'),
    ('renewal_stage_change', 'note', 'CUSTOMER', 'for ever'),
    ('idempotency', 'body', 'TENANT', '24 hours'),
    ('job', 'parameters', 'TENANT', 'JOBS'),
    ('job', 'result', 'TENANT', 'JOBS'),
    ('job', 'failure', 'TENANT', 'JOBS'),
    ('job_error', 'detail', 'TENANT', 'JOB_ERRORS'),
    ('job_error', 'field', 'TENANT', 'JOB_ERRORS'),
    ('job_content', 'bytes', 'NEVER', 'until the import ends, a day at most; erasure waits for imports of people'),
    ('customer', 'name', 'NEVER', 'for ever'),
    ('customer', 'external_ids', 'NEVER', 'for ever'),
    ('renewal_board', 'customer_name', 'NEVER', 'for ever'),
    ('contract', 'lines', 'NEVER', 'for ever'),
    ('contract', 'pauses', 'NEVER', 'for ever'),
    ('contract', 'external_ids', 'NEVER', 'for ever'),
    ('contract_version', 'content', 'NEVER', 'for ever'),
    ('renewal', 'external_ids', 'NEVER', 'for ever'),
    ('product', 'name', 'NEVER', 'for ever'),
    ('product', 'external_ids', 'NEVER', 'for ever'),
    ('product_version', 'content', 'NEVER', 'for ever'),
    ('success_metric', 'name', 'NEVER', 'for ever'),
    ('success_metric', 'unit', 'NEVER', 'for ever'),
    ('success_metric', 'external_ids', 'NEVER', 'for ever'),
    ('success_metric_version', 'content', 'NEVER', 'for ever'),
    ('api_key', 'name', 'NEVER', 'for ever'),
    ('api_key', 'created_by', 'NEVER', 'for ever'),
    ('event', 'request_id', 'NEVER', 'for ever'),
    ('idempotency', 'request_hash', 'NEVER', '24 hours'),
    ('idempotency', 'headers', 'NEVER', '24 hours'),
    ('import_mapping', 'document', 'NEVER', 'for ever'),
    ('job', 'checkpoint', 'NEVER', 'JOBS'),
    ('job', 'actor', 'NEVER', 'JOBS'),
    ('job', 'origin', 'NEVER', 'JOBS'),
    ('job', 'request_id', 'NEVER', 'JOBS'),
    ('job_error', 'code', 'NEVER', 'JOB_ERRORS'),
    ('reason_code', 'label', 'NEVER', 'for ever'),
    ('renewal_stage_change', 'actor', 'NEVER', 'for ever'),
    ('feature_set', 'document', 'NEVER', 'for ever'),
    ('feature_set', 'created_by', 'NEVER', 'for ever'),
    ('scoring_model', 'document', 'NEVER', 'for ever'),
    ('scoring_model', 'provenance', 'NEVER', 'for ever'),
    ('scoring_model', 'created_by', 'NEVER', 'for ever'),
    ('settings', 'reporting_currency', 'NEVER', 'for ever'),
    ('settings', 'time_zone', 'NEVER', 'for ever'),
    ('settings_version', 'content', 'NEVER', 'for ever'),
    ('trigger_event_type', 'label', 'NEVER', 'for ever');

-- A pattern that finds any of these values as a whole word, in whatever case. Values of less than three characters are not
-- sought: they would black out half the language.
CREATE FUNCTION platform.mention_pattern(mentioned text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT '(?<![[:alnum:]])(' || string_agg(regexp_replace(v, '([^[:alnum:][:space:]])', '\\\1', 'g'), '|' ORDER BY length(v) DESC)
           || ')(?![[:alnum:]])'
    FROM unnest(mentioned) AS v WHERE length(v) > 2
$$;

CREATE FUNCTION platform.blacked_out(content text, pattern text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT regexp_replace(content, pattern, '[erased]', 'gi')
$$;

-- The same in every text of a JSON tree; its shape and its names stay.
CREATE FUNCTION platform.blacked_out(content jsonb, pattern text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN CASE jsonb_typeof(content)
        WHEN 'string' THEN to_jsonb(platform.blacked_out(content #>> '{}', pattern))
        WHEN 'array' THEN (SELECT coalesce(jsonb_agg(platform.blacked_out(e, pattern) ORDER BY n), '[]')
                           FROM jsonb_array_elements(content) WITH ORDINALITY AS a (e, n))
        WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(key, platform.blacked_out(value, pattern)), '{}')
                            FROM jsonb_each(content))
        ELSE content
    END;
END $$;

-- Every value that names the person, now or in an earlier event.
CREATE FUNCTION platform.values_of_person(tenant uuid, person_kind text, person uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(DISTINCT v) FROM (
        SELECT unnest(ARRAY[name, email, phone]) AS v FROM app.contact WHERE tenant_id = tenant AND id = person AND person_kind = 'contact'
        UNION ALL
        SELECT unnest(ARRAY[name, email]) FROM app.app_user WHERE tenant_id = tenant AND id = person AND person_kind = 'user'
        UNION ALL
        SELECT unnest(ARRAY[content ->> 'name', content ->> 'email', content ->> 'phone']) FROM app.contact_version
        WHERE tenant_id = tenant AND id = person AND person_kind = 'contact'
        UNION ALL
        SELECT unnest(ARRAY[content ->> 'name', content ->> 'email']) FROM app.app_user_version
        WHERE tenant_id = tenant AND id = person AND person_kind = 'user'
        UNION ALL
        SELECT external_id FROM app.external_key WHERE tenant_id = tenant AND resource_type = person_kind AND resource_id = person
        UNION ALL
        SELECT part.value ->> field FROM app.event e, jsonb_each(e.personal) AS part (key, value),
               unnest(ARRAY['name', 'email', 'phone']) AS field
        WHERE e.tenant_id = tenant AND e.subject_id = person AND e.subject_type = person_kind AND jsonb_typeof(part.value) = 'object'
    ) AS known WHERE v IS NOT NULL
$$;

-- Erases one person of the current tenant: the only way to change a ledger, and the ledger keeps its rows and numbers.
-- Returns the number of changed rows; null when there is no such person.
CREATE FUNCTION platform.erase_person(tenant uuid, person_kind text, person uuid, at timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    names     text[];
    pattern   text;
    customers uuid[];
    place     record;
    changed   bigint := 0;
    n         bigint;
BEGIN
    IF person_kind = 'contact' THEN
        PERFORM FROM app.contact c WHERE c.tenant_id = tenant AND c.id = person FOR UPDATE;
    ELSIF person_kind = 'user' THEN
        PERFORM FROM app.app_user u WHERE u.tenant_id = tenant AND u.id = person FOR UPDATE;
    ELSE
        RAISE EXCEPTION 'unknown kind of person %', person_kind;
    END IF;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    names := platform.values_of_person(tenant, person_kind, person);
    pattern := platform.mention_pattern(names);
    -- a contact's customers, now and earlier; a user may be mentioned with every customer
    SELECT array_agg(DISTINCT id) INTO customers FROM (
        SELECT customer_id AS id FROM app.contact WHERE tenant_id = tenant AND contact.id = person
        UNION ALL
        SELECT customer_id FROM app.event WHERE tenant_id = tenant AND subject_id = person AND subject_type = person_kind
    ) AS known WHERE id IS NOT NULL;

    UPDATE app.contact SET name = 'Erased', name_key = 'erased', email = NULL, phone = NULL, title = NULL,
           external_ids = '[]', version = version + 1, updated_at = at, known_from = at
    WHERE tenant_id = tenant AND id = person AND person_kind = 'contact';
    UPDATE app.app_user SET name = 'Erased', name_key = 'erased', email = NULL, active = false,
           external_ids = '[]', version = version + 1, updated_at = at, known_from = at
    WHERE tenant_id = tenant AND id = person AND person_kind = 'user';
    UPDATE app.contact_version SET content = content
           || '{"name": "Erased", "name_key": "erased", "email": null, "phone": null, "title": null, "external_ids": []}'
    WHERE tenant_id = tenant AND id = person AND person_kind = 'contact';
    UPDATE app.app_user_version SET content = content
           || '{"name": "Erased", "name_key": "erased", "email": null, "external_ids": []}'
    WHERE tenant_id = tenant AND id = person AND person_kind = 'user';
    -- one tombstone per source
    UPDATE app.external_key SET external_id = 'erased:' || person, deleted_at = coalesce(deleted_at, at)
    WHERE tenant_id = tenant AND resource_type = person_kind AND resource_id = person AND external_id <> 'erased:' || person
      AND NOT EXISTS (SELECT FROM app.external_key o WHERE o.tenant_id = tenant AND o.resource_type = person_kind
                        AND o.source = external_key.source AND o.resource_id = person
                        AND (o.ctid > external_key.ctid OR o.external_id = 'erased:' || person));
    DELETE FROM app.external_key
    WHERE tenant_id = tenant AND resource_type = person_kind AND resource_id = person AND external_id <> 'erased:' || person;
    UPDATE app.event SET personal = NULL, previous = previous - 'externalIds', object = object - 'externalIds'
    WHERE tenant_id = tenant AND subject_id = person AND subject_type = person_kind;
    GET DIAGNOSTICS changed = ROW_COUNT;
    -- what a reply or an error says about people cannot always be recognised: it goes as a whole
    UPDATE app.idempotency SET body = NULL WHERE tenant_id = tenant AND body LIKE '%' || person || '%';
    UPDATE app.job_error e SET detail = '[erased]', field = NULL
    FROM app.job j WHERE e.tenant_id = tenant AND j.tenant_id = tenant AND j.id = e.job_id AND j.kind = 'import'
      AND j.parameters ->> 'resource' = person_kind || 's';
    UPDATE app.signal SET attributes = NULL
    WHERE tenant_id = tenant AND customer_id = ANY (customers) AND contact_id = person AND attributes IS NOT NULL;
    UPDATE app.trigger_event SET attributes = NULL
    WHERE tenant_id = tenant AND customer_id = ANY (customers) AND contact_id = person AND attributes IS NOT NULL;

    IF pattern IS NULL THEN
        RETURN changed;
    END IF;
    FOR place IN
        SELECT p.table_name, p.column_name, p.sought,
               CASE WHEN p.sought = 'TENANT' OR person_kind = 'user' THEN 'true'
                    WHEN p.table_name = 'customer' THEN 'id = ANY ($2)'
                    WHEN p.table_name = 'customer_version' THEN 'id = ANY ($2)'
                    WHEN p.table_name = 'renewal_version' THEN '(content ->> ''customer_id'')::uuid = ANY ($2)'
                    WHEN p.table_name IN ('renewal_notice', 'renewal_stage_change') THEN
                        'renewal_id IN (SELECT id FROM app.renewal WHERE tenant_id = $1 AND customer_id = ANY ($2))'
                    ELSE 'customer_id = ANY ($2)' END AS rows_of
        FROM platform.personal_column p
        JOIN pg_attribute a ON a.attrelid = ('app.' || quote_ident(p.table_name))::regclass AND a.attname = p.column_name
        WHERE p.sought IN ('CUSTOMER', 'TENANT')
          -- facts and events name users by id; without a customer to go by, millions of rows would be read
          AND NOT (person_kind = 'user' AND p.table_name IN ('signal', 'trigger_event', 'event'))
    LOOP
        EXECUTE format(
            'UPDATE app.%1$I SET %2$I = platform.blacked_out(%2$I, $3) WHERE tenant_id = $1 AND %3$s AND %2$I::text ~* $3',
            place.table_name, place.column_name, place.rows_of)
        USING tenant, customers, pattern;
        GET DIAGNOSTICS n = ROW_COUNT;
        changed := changed + n;
    END LOOP;
    RETURN changed;
END $$;

-- Deletes at most `at_most` rows of a kind that are older than a time, of the current tenant; returns how many went.
CREATE FUNCTION platform.apply_retention(tenant uuid, what text, before timestamptz, at_most int) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    n bigint;
BEGIN
    CASE what
        WHEN 'SIGNALS' THEN
            DELETE FROM app.signal WHERE tenant_id = tenant AND ctid = ANY (ARRAY(
                SELECT ctid FROM app.signal WHERE tenant_id = tenant AND occurred_at < before LIMIT at_most));
        WHEN 'EVENTS_PERSONAL' THEN
            UPDATE app.event SET personal = NULL WHERE tenant_id = tenant AND ctid = ANY (ARRAY(
                SELECT ctid FROM app.event WHERE tenant_id = tenant AND personal IS NOT NULL AND recorded_at < before LIMIT at_most));
        WHEN 'JOB_ERRORS' THEN
            DELETE FROM app.job_error WHERE tenant_id = tenant AND ctid = ANY (ARRAY(
                SELECT e.ctid FROM app.job_error e JOIN app.job j ON j.tenant_id = tenant AND j.id = e.job_id
                WHERE e.tenant_id = tenant AND j.finished_at < before LIMIT at_most));
        WHEN 'JOBS' THEN
            DELETE FROM app.job_error WHERE tenant_id = tenant AND job_id = ANY (ARRAY(
                SELECT id FROM app.job WHERE tenant_id = tenant AND finished_at < before ORDER BY finished_at, id LIMIT at_most));
            DELETE FROM app.job WHERE tenant_id = tenant AND id = ANY (ARRAY(
                SELECT id FROM app.job WHERE tenant_id = tenant AND finished_at < before ORDER BY finished_at, id LIMIT at_most));
        ELSE RAISE EXCEPTION 'unknown kind of retention %', what;
    END CASE;
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN n;
END $$;

-- How long a tenant keeps what; a kind without a row has the service's default.
CREATE TABLE app.retention (
    tenant_id  uuid NOT NULL,
    kind       text COLLATE "C" NOT NULL,
    days       int CHECK (days > 0),                         -- null = for ever
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, kind)
);
CALL platform.protect('retention', 'STATE');

-- Ends a tenant: its credentials first, then everything it has, in pieces with a commit each; a second call goes on where
-- a first one broke off. For the owner only.
CREATE PROCEDURE platform.purge_tenant(ended uuid, INOUT purged bigint) LANGUAGE plpgsql AS $$
DECLARE
    place record;
    n     bigint;
BEGIN
    purged := 0;
    FOR place IN
        SELECT c.relname FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
        WHERE s.nspname = 'platform' AND c.relkind IN ('r', 'p') ORDER BY c.relname
    LOOP
        EXECUTE format('DELETE FROM platform.%I WHERE tenant_id = $1', place.relname) USING ended;
        GET DIAGNOSTICS n = ROW_COUNT;
        purged := purged + n;
    END LOOP;
    DELETE FROM platform.tenant WHERE id = ended;
    GET DIAGNOSTICS n = ROW_COUNT;
    purged := purged + n;
    DELETE FROM platform.scheduled_tasks WHERE task_instance LIKE ended || '/%';
    DELETE FROM platform.rate_limit WHERE id LIKE 'tenant:' || ended || ':%';
    COMMIT;
    PERFORM set_config('app.tenant', ended::text, false);   -- the wall stands for the owner, too
    FOR place IN
        SELECT c.relname FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
        WHERE s.nspname = 'app' AND c.relkind IN ('r', 'p') ORDER BY c.relname
    LOOP
        LOOP
            EXECUTE format(
                'DELETE FROM app.%1$I WHERE tenant_id = $1 AND ctid = ANY (ARRAY('
                'SELECT ctid FROM app.%1$I WHERE tenant_id = $1 LIMIT 10000))', place.relname) USING ended;
            GET DIAGNOSTICS n = ROW_COUNT;
            purged := purged + n;
            COMMIT;
            EXIT WHEN n < 10000;
        END LOOP;
    END LOOP;
    PERFORM set_config('app.tenant', '', false);
END $$;

REVOKE ALL ON FUNCTION platform.mention_pattern(text[]), platform.blacked_out(text, text), platform.blacked_out(jsonb, text),
    platform.values_of_person(uuid, text, uuid), platform.erase_person(uuid, text, uuid, timestamptz),
    platform.apply_retention(uuid, text, timestamptz, int) FROM PUBLIC;
REVOKE ALL ON PROCEDURE platform.purge_tenant(uuid, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.erase_person(uuid, text, uuid, timestamptz),
    platform.apply_retention(uuid, text, timestamptz, int) TO ${applicationRole};

-- Jobs by their end, for the retention.
CREATE INDEX job_finished ON app.job (tenant_id, finished_at) WHERE finished_at IS NOT NULL;
