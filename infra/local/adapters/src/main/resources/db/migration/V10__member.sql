-- A row stays when its member is removed: he does not come back by himself, and who is entered again goes on counting.
create table member (
    tenant       text collate "C" not null,
    sub          text collate "C" not null,
    name         text             not null,
    roles        text[]           not null,
    created_at   bigint           not null,
    updated_at   bigint           not null,
    last_seen_at bigint,
    version      bigint           not null,
    removed      boolean          not null default false,
    primary key (tenant, sub)
);
