-- The tenant's signals by time, without a customer: GET /v1/signals sorts by it.
CREATE INDEX signal_occurred ON app.signal (tenant_id, occurred_at);

-- The changes a timeline shows; a customer's many other events (one per posted signal, scores) are not walked through.
CREATE INDEX event_timeline ON app.event (tenant_id, customer_id, recorded_at DESC, sequence DESC)
    WHERE subject_type IN ('customer', 'contact', 'contract', 'renewal');
