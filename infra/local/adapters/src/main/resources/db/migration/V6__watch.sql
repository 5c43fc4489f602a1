-- What is remembered of devices to watch over them, and the alerts that come of it.

-- Whether a device is there changes with what is remembered, which appends hold already: it leaves the row that people
-- edit. watch is rewritten with most readings of a device that rules watch; only check_at has an index, and it changes
-- rarely, so that the row's updates stay on its page and touch none.
alter table device_state
    add column online boolean not null default false,
    add column watch bytea,
    add column check_at bigint;
update device_state as state
set online = true
from device
where device.device_key = state.device_key and device.online;
alter table device drop column online;
create index on device_state (check_at) where check_at is not null;

-- The last number of each tenant. Its row is locked by whoever raises alerts, after the states of the devices.
create table alert_end (
    tenant text collate "C" primary key,
    number bigint not null
) with (fillfactor = 50);

-- The alerts of a device go with it: without the device nobody sees them, and housekeeping removes them.
create table alert (
    tenant          text collate "C" not null,
    number          bigint           not null,
    device_key      bigint           not null,
    rule_id         text collate "C" not null,
    severity        text             not null,
    started_at      bigint           not null,
    raised_at       bigint           not null,
    cleared_at      bigint,
    value           double precision,
    message         text             not null,
    acknowledged_by text,
    acknowledged_at bigint,
    silenced_until  bigint,
    version         bigint           not null,
    primary key (tenant, number)
);
create index on alert (tenant, number) where cleared_at is null;
create index on alert (device_key, number);
create index on alert (tenant, rule_id, number);
create index on alert (tenant, severity, number);

-- Alerts are found by where their devices are.
create index on device (tenant, site);
