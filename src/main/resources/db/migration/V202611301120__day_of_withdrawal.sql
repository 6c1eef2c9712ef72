-- When a notice was withdrawn, as the customer's day; withdrawn_at is when we were told, by which the past is read.
ALTER TABLE app.renewal_notice ADD COLUMN withdrawn_date date;
