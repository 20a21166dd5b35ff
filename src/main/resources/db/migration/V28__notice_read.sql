-- Module notice: which account has read which notice of its groups. What is not here is new to it.
create table notice_read (
    officer varchar(64)              not null,
    notice  bigint                   not null references notice (id) on delete cascade,
    -- wall time
    read_at timestamp with time zone not null,
    primary key (officer, notice)
);

create index notice_read_by_notice on notice_read (notice);
