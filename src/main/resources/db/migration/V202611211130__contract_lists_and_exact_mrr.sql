-- Lists of contracts by start, and by end with evergreen ones last. CASE, because row-level security keeps coalesce() out of
-- index conditions.
CREATE INDEX contract_start ON app.contract (tenant_id, start_date, id);
CREATE INDEX contract_sorted_end ON app.contract (tenant_id, (CASE WHEN end_date IS NULL THEN 'infinity'::date ELSE end_date END), id);

-- A twelfth of a yearly price needs more than four decimals to be that price again when multiplied by twelve.
ALTER TABLE app.contract_line ALTER COLUMN mrr TYPE numeric(23,8);
ALTER TABLE app.customer_revenue ALTER COLUMN mrr TYPE numeric(23,8);
COMMENT ON COLUMN app.contract.end_date IS 'inclusive last day, with the days that extending pauses add; null = evergreen';
COMMENT ON COLUMN app.contract_line.mrr IS 'monthly recurring amount while in force, contract currency; 0 unless RECURRING in a SUBSCRIPTION';
