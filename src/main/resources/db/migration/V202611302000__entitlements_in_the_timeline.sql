-- A customer's timeline shows what its contracts were granted: events of entitlements name the customer now.
CREATE INDEX event_timeline_entitlement ON app.event (tenant_id, customer_id, recorded_at DESC, sequence DESC)
    WHERE subject_type = 'entitlement';
