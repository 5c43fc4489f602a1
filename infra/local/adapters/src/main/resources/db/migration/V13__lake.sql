-- Which days (UTC, counted from 1970) of which tenants have readings that the lake does not have yet. A mark comes with the
-- readings, in their transaction; each has a number of its own, so that one that comes back is known for another.
create sequence changed_day_version;
create table changed_day (
    tenant  text collate "C" not null,
    day     integer          not null,
    version bigint           not null,
    primary key (tenant, day)
) with (fillfactor = 50);

-- What the lake has of each day.
create table lake_partition (
    tenant    text collate "C" not null,
    day       integer          not null,
    version   bigint           not null,
    remove_at bigint, -- when the first of its objects is to be removed
    document  text             not null, -- all of it, as JSON, kept as it was written
    primary key (tenant, day)
);
create index on lake_partition (remove_at) where remove_at is not null;
