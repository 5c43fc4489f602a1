-- What was measured lately in tenants that somebody listens to, for their apps to see it as it happens.

-- Until when somebody listens to a tenant, or may come back. Since "since" all that is measured there is kept, from the
-- transaction kept_from on. Its rows are few, and renewed every minute.
create table stream_interest (
    tenant    text collate "C" primary key,
    since     bigint not null,
    until     bigint not null,
    kept_from bigint not null
) with (fillfactor = 50);

-- One row for each transaction that stored readings of the tenant, packed. Transactions do not end in the order of
-- their numbers, so whoever reads stops below the first that has not ended: no row can come in behind him.
create table reading_feed (
    tenant      text collate "C" not null,
    xid         bigint not null default pg_current_xact_id()::text::bigint,
    readings    text   not null,
    appended_at bigint not null,
    primary key (tenant, xid)
);
create index on reading_feed (appended_at);
