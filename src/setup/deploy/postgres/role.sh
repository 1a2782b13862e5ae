#!/bin/sh
# Once, when the folder of PostgreSQL is empty: the database and its role, as the README has them.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres --set password="$TICKETLENS_PASSWORD" <<'SQL'
CREATE ROLE ticketlens LOGIN PASSWORD :'password' NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
CREATE DATABASE ticketlens;
REVOKE ALL ON DATABASE ticketlens FROM PUBLIC;
GRANT CONNECT ON DATABASE ticketlens TO ticketlens;
\connect ticketlens
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO ticketlens;
SQL
