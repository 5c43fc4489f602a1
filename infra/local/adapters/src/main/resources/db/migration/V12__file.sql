-- Files, without their bytes. Loading one changes its row with each step, but none of what its indexes are on: half of
-- each page is left free, so that such a change stays on its page.
create table file (
    tenant         text collate "C" not null,
    id             text collate "C" not null,
    state          text collate "C" not null,
    purpose        text collate "C" not null,
    upload_ends_at bigint           not null,
    version        bigint           not null,
    document       text             not null, -- all of it, as JSON, kept as it was written
    primary key (tenant, id)
) with (fillfactor = 50);
create index on file (tenant, state, id);
create index on file (tenant, purpose, id);
create index on file (upload_ends_at) where state = 'AWAITING_UPLOAD';

-- Which of a tenant's files with the same bytes has them.
create table file_claim (
    tenant          text collate "C" not null,
    sha256          text collate "C" not null,
    purpose         text collate "C" not null,
    profile         text collate "C" not null,
    unknown_devices text collate "C" not null,
    file_id         text collate "C" not null,
    primary key (tenant, sha256, purpose, profile, unknown_devices)
);
