-- What is desired of devices, and what they report. Kept as text: jsonb would refuse a NUL, reorder keys, and write out
-- 1e1000 digit by digit.

create table shadow (
    device_key bigint           not null,
    name       text collate "C" not null,
    desired    text             not null, -- JSON objects
    reported   text             not null,
    applied    text             not null, -- {"update":version}, the last ones
    version    bigint           not null,
    updated_at bigint           not null,
    primary key (device_key, name)
) with (fillfactor = 70);
