-- A customer's timeline shows what was imported of its success metrics, purchase criteria and feedback items: versions that no
-- event tells of, in the order since when they were known. The indexes of the first two are by object.
CREATE INDEX success_metric_version_timeline ON app.success_metric_version (tenant_id, customer_id, known_from);
CREATE INDEX purchase_criterion_version_timeline ON app.purchase_criterion_version (tenant_id, customer_id, known_from);
CREATE INDEX feedback_item_version_timeline ON app.feedback_item_version (tenant_id, customer_id, known_from);
