-- A case may be kept for several complaints or court cases at once.
create table retention_hold_by_paper (
    application varchar(40)              not null,
    paper       varchar(100)             not null,
    officer     varchar(64)              not null,
    held_at     timestamp with time zone not null,
    primary key (application, paper)
);

insert into retention_hold_by_paper (application, paper, officer, held_at)
select application, paper, officer, held_at from retention_hold;

drop table retention_hold;

alter table retention_hold_by_paper rename to retention_hold;
