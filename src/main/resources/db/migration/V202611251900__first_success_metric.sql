-- Since when a tenant keeps success metrics and criteria is asked with every batch of scores: the first entry of an index,
-- and not a walk through all versions.
CREATE INDEX success_metric_version_first ON app.success_metric_version (tenant_id, known_from);
CREATE INDEX purchase_criterion_version_first ON app.purchase_criterion_version (tenant_id, known_from);
