-- Module web: the sessions of officers, as Spring Session keeps them, with its names. Times are milliseconds since 1970.
create table web_session (
    primary_id            varchar(36)  not null primary key,
    -- what the browser's cookie holds
    session_id            varchar(36)  not null,
    creation_time         bigint       not null,
    last_access_time      bigint       not null,
    -- in seconds
    max_inactive_interval int          not null,
    expiry_time           bigint       not null,
    -- the id of the account, once somebody has signed in
    principal_name        varchar(100)
);

create unique index web_session_by_id on web_session (session_id);
create index web_session_by_expiry on web_session (expiry_time);
create index web_session_by_principal on web_session (principal_name);

create table web_session_attributes (
    session_primary_id varchar(36)  not null references web_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
