-- How the features were distributed over the rows of a training, so that drift can be told later: rows per bin, nothing of any
-- one customer. Models trained before have none, and say so.
ALTER TABLE app.model_training ADD COLUMN distributions jsonb;

INSERT INTO platform.personal_column (table_name, column_name, sought, kept) VALUES
    ('model_training', 'distributions', 'NEVER', 'for ever');
