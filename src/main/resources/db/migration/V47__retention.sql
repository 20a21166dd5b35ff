-- Module retention: what is left of a case after the term of its personal data, and what keeps a case from coming to it.

-- When each case came to its end: with the last payment that the bank confirmed, else with its refusal, its withdrawal, or the
-- end of its voucher. What is under way, and what stands still without an end, is not in it.
create view case_end as
select * from (
    select
        a.number,
        a.received_at,
        v.number as voucher,
        l.act,
        case
            when a.outcome in ('REFUSED', 'WITHDRAWN') then a.outcome
            when v.state = 'LAPSED' then 'LAPSED'
            when v.state = 'WITHDRAWN' then 'GIVEN_UP'
            when v.state = 'EXAMINED' then 'PAID'
        end as ended_by,
        case
            when a.outcome in ('REFUSED', 'WITHDRAWN') then cast(a.closed_at as date)
            when v.state = 'LAPSED' then v.lapsed_on
            when v.state = 'WITHDRAWN' then v.withdrawn_on
            when v.state = 'EXAMINED' and not exists (
                select 1 from payment_order p where p.act = l.act and p.line = l.line and p.state <> 'CONFIRMED'
                and not exists (select 1 from payment_order n where n.replaces = p.number))
            then (select cast(max(p.answered_at) as date) from payment_order p
                  where p.act = l.act and p.line = l.line and p.state = 'CONFIRMED')
        end as ended_on
    from application a
    left join voucher v on v.application = a.number
    left join act_line l on l.voucher = v.number
    where a.outcome is not null
) e
where e.ended_on is not null;

-- Whose case stands in which act.
create view case_of_act as
select v.application as number, l.act from act_line l join voucher v on v.number = l.voucher;

-- What was erased of which case, when and by which rule; nothing of it is personal. HEALTH: sick-leave certificates alone.
-- due_on: the first day after the term. what: rows by table, as "voucher=1, notice=4".
create table erasure (
    application varchar(40)              not null,
    part        varchar(8)               not null check (part in ('CASE', 'HEALTH')),
    voucher     varchar(32),
    act         varchar(32),
    ended_by    varchar(16)              not null,
    ended_on    date                     not null,
    term_from   date                     not null,
    term_years  int                      not null,
    due_on      date                     not null,
    erased_at   timestamp with time zone not null,
    what        varchar(2000)            not null,
    primary key (application, part)
);

create index erasure_at on erasure (erased_at, application);
create index erasure_act on erasure (act);

-- One row, held by whoever erases a case until its transaction ends: who is the last of an act or of a payment file is then
-- known, on however many nodes.
create table retention_turn (
    id int primary key check (id = 1)
);

insert into retention_turn (id) values (1);

-- A case that must stay although its term is over: a complaint or a court case is open. paper: its number at the body that
-- has it, no name.
create table retention_hold (
    application varchar(40)              primary key,
    paper       varchar(100)             not null,
    officer     varchar(64)              not null,
    held_at     timestamp with time zone not null
);
