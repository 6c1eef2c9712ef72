-- What the read of one customer needs beside the customer stands in one row: the step of revenue that today is in
-- ([mrr_from_date, mrr_until_date)), and whom a merged duplicate stands for.
ALTER TABLE app.customer_board
    ADD COLUMN mrr            numeric(23,8),          -- null: never had a step
    ADD COLUMN mrr_from_date  date,
    ADD COLUMN mrr_until_date date,                   -- exclusive; infinity when no step follows
    ADD COLUMN survivor_id    uuid;

ALTER TABLE app.customer_board NO FORCE ROW LEVEL SECURITY;
ALTER TABLE app.customer_revenue NO FORCE ROW LEVEL SECURITY;
ALTER TABLE app.alias NO FORCE ROW LEVEL SECURITY;
INSERT INTO app.customer_board AS b (tenant_id, customer_id, mrr, mrr_from_date, mrr_until_date)
SELECT c.tenant_id, c.customer_id, coalesce(now.mrr, 0), coalesce(now.from_date, '-infinity'), coalesce(later.from_date, 'infinity')
FROM (SELECT DISTINCT tenant_id, customer_id FROM app.customer_revenue) c
LEFT JOIN LATERAL (SELECT mrr, from_date FROM app.customer_revenue r
                   WHERE r.tenant_id = c.tenant_id AND r.customer_id = c.customer_id AND r.from_date <= current_date
                   ORDER BY r.from_date DESC LIMIT 1) now ON true
CROSS JOIN LATERAL (SELECT min(from_date) AS from_date FROM app.customer_revenue r
                    WHERE r.tenant_id = c.tenant_id AND r.customer_id = c.customer_id AND r.from_date > current_date) later
ON CONFLICT (tenant_id, customer_id) DO UPDATE
SET mrr = excluded.mrr, mrr_from_date = excluded.mrr_from_date, mrr_until_date = excluded.mrr_until_date;
INSERT INTO app.customer_board AS b (tenant_id, customer_id, survivor_id)
SELECT tenant_id, alias_id, survivor_id FROM app.alias WHERE resource_type = 'customer' AND to_at IS NULL
ON CONFLICT (tenant_id, customer_id) DO UPDATE SET survivor_id = excluded.survivor_id;
ALTER TABLE app.customer_board FORCE ROW LEVEL SECURITY;
ALTER TABLE app.customer_revenue FORCE ROW LEVEL SECURITY;
ALTER TABLE app.alias FORCE ROW LEVEL SECURITY;
