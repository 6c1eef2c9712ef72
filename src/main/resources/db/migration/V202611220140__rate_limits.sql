-- Token buckets shared by all replicas; ids and hashes, nothing personal. The state's format is the library's.
CREATE TABLE platform.rate_limit (
    id         text COLLATE "C" PRIMARY KEY,
    state      bytea,
    expires_at bigint                                -- milliseconds since 1970
);
CREATE INDEX rate_limit_expires ON platform.rate_limit (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.rate_limit TO ${applicationRole};

-- Requests a minute of this tenant when it is to have another quota than all. The operator's to change, not the service's.
ALTER TABLE platform.tenant ADD COLUMN requests_per_minute bigint CHECK (requests_per_minute > 0);
