-- The service looks at its start whether the schema is as new as it needs.
GRANT SELECT ON platform.schema_history TO ${applicationRole};
