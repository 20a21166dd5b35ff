-- Module audit: what the look of each night at the whole chain found. The first node that takes a day looks.
create table audit_look (
    looked_on date primary key,
    -- wall time; null while the look goes on, or when it broke off
    ended_at  timestamp with time zone,
    entries   bigint not null default 0,
    seals     int    not null default 0,
    found     int    not null default 0
);
