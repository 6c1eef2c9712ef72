-- A line of an import can have several faults; the id breaks ties when they are paged.
ALTER TABLE app.job_error ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE app.job_error ALTER COLUMN id DROP DEFAULT;
ALTER TABLE app.job_error DROP CONSTRAINT job_error_pkey;
ALTER TABLE app.job_error ADD PRIMARY KEY (tenant_id, job_id, line, id);

-- A job acts as the credential that started it: with its scopes, and traceable to its request.
ALTER TABLE app.job ADD COLUMN scopes text[] NOT NULL DEFAULT '{}';
ALTER TABLE app.job ADD COLUMN request_id text;
