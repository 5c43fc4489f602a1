-- Events on their way to whoever wants to know. Only the first row of each order_key is given out; where its lease, or
-- the wait before another try, ends, is its due_at.

create table outbox (
    order_key text collate "C" not null,
    position  bigint           not null,
    event     text             not null,
    due_at    bigint           not null,
    attempts  integer          not null default 0,
    token     text,                      -- of the lease
    reason    text,                      -- why it failed last
    primary key (order_key, position)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create index on outbox (due_at);

-- Events that could not be delivered, put aside.
create table outbox_dead_letter (
    dead_letter_key bigint generated always as identity primary key,
    order_key       text collate "C" not null,
    position        bigint           not null,
    event           text             not null,
    attempts        integer          not null,
    reason          text             not null,
    put_aside_at    bigint           not null
);
create index on outbox_dead_letter (put_aside_at);

-- What happened in a tenant, numbered without a gap.
create table event_feed (
    tenant      text collate "C" not null,
    number      bigint           not null,
    order_key   text collate "C" not null,
    position    bigint           not null,
    event       text             not null,
    appended_at bigint           not null,
    primary key (tenant, number),
    unique (order_key, position)
);
create index on event_feed (appended_at);

-- The last number of each tenant. Its row is locked by whoever appends.
create table event_feed_end (
    tenant text collate "C" primary key,
    number bigint not null
) with (fillfactor = 50);
