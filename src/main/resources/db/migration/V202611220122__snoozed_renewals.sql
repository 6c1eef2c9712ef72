-- What is snoozed is not on the worklist before its day.
ALTER TABLE app.renewal_board ADD COLUMN snoozed_until_date date;
UPDATE app.renewal_board b SET snoozed_until_date = r.snoozed_until_date FROM app.renewal r
WHERE r.tenant_id = b.tenant_id AND r.id = b.renewal_id AND r.snoozed_until_date IS NOT NULL;
