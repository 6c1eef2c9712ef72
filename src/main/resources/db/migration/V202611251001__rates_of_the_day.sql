-- Up to which day amounts were converted with the rates of that day: rates may be stored before theirs.
CREATE TABLE app.exchange_rate_day (
    tenant_id  uuid PRIMARY KEY,
    as_of_date date NOT NULL
);
CALL platform.protect('exchange_rate_day', 'STATE');
