-- What runs now and then, and which process is at it: the table of db-scheduler, as its documentation gives it.

create table scheduled_run (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
) with (fillfactor = 50);
create index on scheduled_run (execution_time);
create index on scheduled_run (last_heartbeat);
