-- A row stays when its rule is deleted: a later rule of that id goes on counting where this one stood.
create table rule (
    tenant     text collate "C" not null,
    rule_id    text collate "C" not null,
    definition text,            -- as JSON; null of a deleted rule
    enabled    boolean not null,
    created_at bigint  not null,
    updated_at bigint  not null,
    version    bigint  not null, -- of the rule, or of its deletion, which counts as a change
    primary key (tenant, rule_id)
);
create index on rule (tenant, rule_id) where enabled;
