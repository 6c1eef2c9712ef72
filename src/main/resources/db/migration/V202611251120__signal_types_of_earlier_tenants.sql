-- Tenants that are there already get the starter catalogue as new ones do.
ALTER TABLE app.signal_type NO FORCE ROW LEVEL SECURITY;
INSERT INTO app.signal_type
    (tenant_id, code, version, kind, label, unit, attributes, half_life_days, cadence_days, updated_at)
SELECT t.id, s.code, 1, s.kind, s.label, s.unit, '{}', s.half_life_days, '{}', now() FROM platform.tenant t CROSS JOIN (VALUES
    ('logins', 'USAGE', 'Logins', 'logins', 30),
    ('feature_usage', 'USAGE', 'Use of a feature', 'uses', 30),
    ('export', 'USAGE', 'Exports', 'uses', 30),
    ('integration', 'USAGE', 'Calls of an integration', 'calls', 30),
    ('api_calls', 'USAGE', 'API calls', 'calls', 30),
    ('seats_used', 'USAGE', 'Seats in use', 'seats', 30),
    ('call', 'INTERACTION', 'Call', NULL, 60),
    ('email', 'INTERACTION', 'E-mail', NULL, 60),
    ('meeting', 'INTERACTION', 'Meeting', NULL, 90),
    ('customer_contact', 'INTERACTION', 'The customer got in touch', NULL, 60),
    ('nps', 'SURVEY', 'Net promoter score', 'points 0 to 10', 180),
    ('csat', 'SURVEY', 'Satisfaction', 'points 1 to 5', 180),
    ('ces', 'SURVEY', 'Effort score', 'points 1 to 7', 180),
    ('ticket', 'TICKET', 'Ticket', NULL, 90),
    ('support_ticket', 'TICKET', 'Support ticket', NULL, 90),
    ('mention', 'MENTION', 'Mentioned in public', NULL, 90),
    ('review', 'MENTION', 'Review', 'stars', 180),
    ('invoice_paid', 'PAYMENT', 'Invoice paid', NULL, 90),
    ('payment_overdue', 'PAYMENT', 'Payment overdue', NULL, 90),
    ('order', 'PURCHASE', 'Order', NULL, 180),
    ('seats_added', 'EVENT', 'Seats added', 'seats', 180),
    ('reference_call', 'ADVOCACY', 'Spoke to a prospect', NULL, 365),
    ('case_study', 'ADVOCACY', 'Case study', NULL, 365),
    ('referral', 'ADVOCACY', 'Referred a prospect', NULL, 365),
    ('champion_left', 'EVENT', 'The champion left', NULL, 180),
    ('competitor_contact', 'EVENT', 'In touch with a competitor', NULL, 90),
    ('exec_review_held', 'EVENT', 'Executive review held', NULL, 180),
    ('funding_round', 'EVENT', 'Funding round', NULL, 180),
    ('price_increase_notice', 'EVENT', 'Price increase announced', NULL, 180),
    ('severe_outage', 'EVENT', 'Severe outage', NULL, 90),
    ('invoice_query', 'EVENT', 'Question about an invoice', NULL, 90),
    ('newsletter_opened', 'EVENT', 'Newsletter opened', NULL, 30),
    ('webinar_attended', 'EVENT', 'Attended a webinar', NULL, 60),
    ('api_key_rotated', 'EVENT', 'API key rotated', NULL, 30),
    ('billing_contact_changed', 'EVENT', 'Another billing contact', NULL, 90),
    ('cancellation_form_opened', 'EVENT', 'Opened the cancellation form', NULL, 60),
    ('logo_changed', 'EVENT', 'Another logo', NULL, 90),
    ('sso_enabled', 'EVENT', 'Single sign-on enabled', NULL, 180),
    ('office_move', 'EVENT', 'Office moved', NULL, 180),
    ('success_goal_attainment_pct', 'METRIC', 'Attainment of the success goal', 'percent', 180)
  ) AS s (code, kind, label, unit, half_life_days)
ON CONFLICT DO NOTHING;
ALTER TABLE app.signal_type FORCE ROW LEVEL SECURITY;
