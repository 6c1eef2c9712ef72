#!/bin/sh
# Run once by the database's image, when its data folder is new: an owner who migrates, and the service's role, which owns
# nothing and cannot get around row-level security.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$OWNER_PASSWORD" --set application_password="$APPLICATION_PASSWORD" <<'SQL'
CREATE ROLE perennial_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE perennial_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'application_password';
CREATE DATABASE perennial OWNER perennial_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C';
REVOKE ALL ON DATABASE perennial FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE perennial TO perennial_app;
\connect perennial
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
SQL
