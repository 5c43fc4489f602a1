-- Commands to devices, and what became of them. They go with their device, in the transaction that deletes it.

create table command (
    tenant        text collate "C" not null,
    id            text collate "C" not null,
    device_id     text collate "C" not null,
    method        text             not null,
    params        text             not null, -- JSON, kept as it was written
    requested_by  text             not null,
    created_at    bigint           not null,
    expires_at    bigint           not null,
    trace_parent  text,
    state         text             not null,
    sent_at       bigint,
    delivered_at  bigint,
    ended_at      bigint,                    -- null as long as it is open
    reply_status  integer,
    reply_payload text,
    replied_at    bigint,
    version       bigint           not null,
    primary key (tenant, id)
) with (fillfactor = 70);
create index on command (tenant, device_id, created_at, id);
create index on command (tenant, device_id, created_at, id) where ended_at is null;
create index on command (expires_at) where ended_at is null;
