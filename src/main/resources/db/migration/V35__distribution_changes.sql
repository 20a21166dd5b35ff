-- Module distribution: what was changed in a proposal in one saving, from which number to which and why; who and when stands in
-- its step.
create table distribution_change (
    id         bigint generated always as identity primary key,
    step       bigint        not null references distribution_step (id),
    quota_year int           not null,
    region     varchar(5)    not null,
    before_it  int           not null,
    after_it   int           not null,
    reason     varchar(1000) not null
);

create index distribution_change_of on distribution_change (step, id);
