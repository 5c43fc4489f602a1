-- All times are milliseconds since 1970, UTC. Ids are compared byte by byte, whatever the database's own order is.

create table device (
    device_key   bigint generated always as identity primary key, -- never used again, not even by the same id
    tenant       text collate "C" not null,
    device_id    text collate "C" not null,
    name         text             not null,
    type         text             not null,
    site         text,
    label_names  text[]           not null,
    label_values text[]           not null,
    aliases      text[]           not null,
    gateway      boolean          not null,
    gateway_id   text,
    search_text  text             not null, -- id, name and aliases in lower case, one a line
    online       boolean          not null default false,
    created_at   bigint           not null,
    updated_at   bigint           not null,
    version      bigint           not null,
    unique (tenant, device_id)
);

-- What every batch of messages writes, apart from what people edit. Half of each page is left free, so that an update
-- stays on its page and touches no index.
create table device_state (
    device_key   bigint primary key,
    last_ts      bigint,
    last_seq     bigint,
    last_seen_at bigint
) with (fillfactor = 50);

create table device_credential (
    token_hash  text collate "C" primary key,
    device_key  bigint not null,
    valid_until bigint
);
create index on device_credential (device_key);
create index on device_credential (valid_until) where valid_until is not null;

-- Devices that are gone and whose readings are still to be removed.
create table deleted_device (
    device_key bigint primary key
);

-- One row for each (device, ts, seq), its values packed. A partition holds a month, and is made when first needed.
create table reading (
    device_key bigint  not null,
    ts         bigint  not null,
    seq        bigint  not null,
    late       boolean not null,
    metrics    jsonb   not null,
    primary key (device_key, ts, seq)
) partition by range (ts);

-- In which hour (ts / 3600000) the newest reading with this metric lies.
create table device_metric (
    device_key bigint           not null,
    metric     text collate "C" not null,
    last_hour  bigint           not null,
    primary key (device_key, metric)
) with (fillfactor = 80);

create table message_claim (
    device_key bigint           not null,
    mid        text collate "C" not null,
    claimed_at bigint           not null,
    primary key (device_key, mid)
);
create index on message_claim (claimed_at);

create table quarantine (
    tenant            text collate "C" not null,
    id                text collate "C" not null,
    device_id         text collate "C" not null,
    kind              text             not null,
    topic             text             not null,
    payload           bytea,
    payload_bytes     integer          not null,
    format            text             not null,
    mid               text,
    code              text             not null,
    reason            text             not null,
    received_at       bigint           not null,
    trace_parent      text,
    first_received_at bigint           not null,
    occurrences       bigint           not null,
    replayed_at       bigint,
    version           bigint           not null,
    primary key (tenant, id)
);
create index on quarantine (tenant, first_received_at, id);
create index on quarantine (tenant, device_id);
create index on quarantine (id);

create table idempotency_claim (
    tenant        text collate "C" not null,
    scope         text collate "C" not null,
    key           text collate "C" not null,
    fingerprint   text             not null,
    token         text             not null,
    lease_ends_at bigint           not null,
    expires_at    bigint           not null,
    status        integer, -- of the reply; null while the work is being done
    content_type  text,
    body          text,
    primary key (tenant, scope, key)
);
create index on idempotency_claim (expires_at);

create table audit_event (
    event_key bigint generated always as identity primary key,
    at        bigint not null,
    tenant    text collate "C",
    actor     text   not null,
    action    text   not null,
    target    text   not null,
    result    text   not null,
    detail    text
);
create index on audit_event (tenant, at, event_key);
