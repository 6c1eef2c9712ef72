-- A duplicate that was parted again shows in its own timeline that it was merged, which is logged for the survivor.
CREATE INDEX event_timeline_merges ON app.event (tenant_id, subject_id, recorded_at DESC, sequence DESC)
    WHERE type IN ('customer.merged', 'customer.unmerged');
