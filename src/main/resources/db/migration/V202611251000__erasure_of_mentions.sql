-- Erasure also finds users in what signals, trigger events and the log say, whoever's they are: it reads the tenant's facts
-- once. Errors of imports that quote a value cut off go as a whole.
CREATE OR REPLACE FUNCTION platform.erase_person(tenant uuid, person_kind text, person uuid, at timestamptz) RETURNS bigint
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
    -- of a value that was cut off nobody can tell whom it named
    UPDATE app.job_error SET detail = '[erased]', field = NULL WHERE tenant_id = tenant AND detail LIKE '%…%';
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
