-- Work for functions. The database's own clock decides when an item is due, so that processes need not agree on one.

create table work_item (
    item_key      bigint generated always as identity primary key,
    queue         text collate "C" not null,
    work_id       text collate "C" not null,
    payload       bytea            not null,
    payload_bytes integer          not null,
    trace_parent  text,
    due_at        bigint           not null, -- the end of its delay, of its lease, or of the wait before another try
    attempts      integer          not null default 0,
    lease         text,                      -- of the one who has it
    dead          boolean          not null default false, -- failed too often, put aside
    last_error    text
) with (fillfactor = 80);
create index on work_item (queue, due_at, item_key) where not dead;
create index on work_item (queue, item_key) where dead;
