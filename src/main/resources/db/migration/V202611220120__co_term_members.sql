-- What giving contracts a common end did to each of them.
CREATE TABLE app.co_term_member (
    tenant_id         uuid NOT NULL,
    co_term_group_id  uuid NOT NULL,
    contract_id       uuid NOT NULL,
    previous_end_date date NOT NULL,
    end_date          date NOT NULL,
    prorated_amount   numeric(19,4) NOT NULL,      -- recurring amount of the days added, negative for days taken away
    PRIMARY KEY (tenant_id, co_term_group_id, contract_id)
);
CALL platform.protect('co_term_member', 'STATE');
