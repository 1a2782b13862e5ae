#!/bin/sh
# Once, when the folder of ClickHouse is empty: the database and its two users, as the README lists their rights.
set -eu
clickhouse-client --multiquery <<SQL
CREATE DATABASE IF NOT EXISTS ticketlens;
CREATE USER IF NOT EXISTS ticketlens_reader IDENTIFIED BY '$READER_PASSWORD';
GRANT SELECT ON ticketlens.* TO ticketlens_reader;
GRANT SELECT ON system.databases TO ticketlens_reader;
GRANT SELECT ON system.tables TO ticketlens_reader;
GRANT SELECT ON system.columns TO ticketlens_reader;
GRANT SELECT ON system.parts TO ticketlens_reader;
GRANT SELECT ON system.detached_parts TO ticketlens_reader;
GRANT SELECT ON system.processes TO ticketlens_reader;
CREATE USER IF NOT EXISTS ticketlens_importer IDENTIFIED BY '$IMPORTER_PASSWORD';
GRANT SELECT, INSERT, CREATE TABLE, DROP TABLE, TRUNCATE, ALTER ON ticketlens.* TO ticketlens_importer;
GRANT SELECT ON system.processes TO ticketlens_importer;
SQL
