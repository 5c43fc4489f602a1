-- What is remembered of chats. Channels are called as in paths; what a platform has no use for (a workspace, a thread) is
-- empty, so that it can be part of a key.

create table conversation (
    channel           text collate "C" not null,
    workspace         text collate "C" not null,
    place             text collate "C" not null,
    thread            text collate "C" not null,
    account_channel   text collate "C" not null,
    account_workspace text collate "C" not null,
    account           text collate "C" not null,
    memory            text             not null, -- JSON, kept as it was written
    kept_until        bigint           not null,
    version           bigint           not null,
    primary key (channel, workspace, place, thread, account_channel, account_workspace, account)
);
create index on conversation (kept_until);

-- In which conversation a command was confirmed.
create table chat_command (
    tenant            text collate "C" not null,
    command_id        text collate "C" not null,
    channel           text collate "C" not null,
    workspace         text collate "C" not null,
    place             text collate "C" not null,
    thread            text collate "C" not null,
    account_channel   text collate "C" not null,
    account_workspace text collate "C" not null,
    account           text collate "C" not null,
    kept_until        bigint           not null,
    primary key (tenant, command_id)
);
create index on chat_command (kept_until);

-- The code that an account was given last, until it is redeemed.
create table chat_code (
    channel   text collate "C" not null,
    workspace text collate "C" not null,
    account   text collate "C" not null,
    digest    text collate "C" not null unique,
    ends_at   bigint           not null,
    primary key (channel, workspace, account)
);
create index on chat_code (ends_at);

create table chat_link (
    channel   text collate "C" not null,
    workspace text collate "C" not null,
    account   text collate "C" not null,
    tenant    text collate "C" not null,
    sub       text collate "C" not null,
    linked_at bigint           not null,
    primary key (channel, workspace, account)
);
create index on chat_link (tenant, sub);

create table subscription (
    tenant               text collate "C" not null,
    channel              text collate "C" not null,
    workspace            text collate "C" not null,
    place                text collate "C" not null,
    thread               text collate "C" not null,
    answer               text,                      -- what the place's answers need
    subscriber_channel   text             not null,
    subscriber_workspace text             not null,
    subscriber           text             not null,
    severity             text             not null,
    type                 text,
    site                 text,
    devices              text[]           not null,
    language             text             not null,
    board                text             not null, -- JSON, kept as it was written
    created_at           bigint           not null,
    version              bigint           not null,
    primary key (tenant, channel, workspace, place, thread)
) with (fillfactor = 70);
