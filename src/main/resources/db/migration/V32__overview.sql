-- Module overview: where every case stands, in one row, for lists that answer at once (decision 38).

-- A case as the records of all modules tell it: the one definition of what its row says. The stage is that of CaseStage.
create view case_record as
select
    a.number,
    a.region,
    a.career_centre,
    a.recognition_centre,
    -- The recognition centre reads the case from the day it is asked.
    case when a.sent_at is not null then a.recognition_centre end as asked_centre,
    a.profession,
    a.level_code,
    a.received_at,
    v.number as voucher,
    l.act,
    case
        when a.outcome = 'REFUSED' then 'REFUSED'
        when a.outcome = 'WITHDRAWN' then 'WITHDRAWN'
        when a.outcome is not null then case
            when v.state is null or v.state = 'ISSUED' then 'VOUCHER_ISSUED'
            when v.state = 'USED' then 'VOUCHER_USED'
            when v.state = 'LAPSED' then 'VOUCHER_LAPSED'
            when v.state = 'WITHDRAWN' then 'VOUCHER_WITHDRAWN'
            when s.state = 'SENT' then 'ACT_SENT'
            when s.state = 'ACCEPTED' then case
                when exists (select 1 from payment_order p where p.act = l.act and p.line = l.line
                             and not exists (select 1 from payment_order n where n.replaces = p.number))
                     and not exists (select 1 from payment_order p where p.act = l.act and p.line = l.line
                             and p.state <> 'CONFIRMED'
                             and not exists (select 1 from payment_order n where n.replaces = p.number))
                then 'PAID' else 'PAYMENT' end
            else 'EXAMINED' end
        when a.checks_made_at is null then 'CHECKS'
        when exists (select 1 from application_reason r where r.application = a.number and not r.overturned) then 'REFUSAL'
        when a.arrived_at is null then 'CHECKS'
        when a.forwarded_at is null then 'CAREER_CENTRE'
        when a.sent_at is null then 'MOBILITY_CENTRE'
        when a.answered_at is null then 'RECOGNITION_CENTRE'
        else 'ISSUE'
    end as stage
from application a
left join voucher v on v.application = a.number
left join act_line l on l.voucher = v.number
left join services_act s on s.number = l.act;

-- The grounds on which a case was refused, or is about to be.
create view case_ground as
select application as number, reason as ground from application_reason where not overturned;

create table case_overview (
    number             varchar(40) primary key,
    region             varchar(8)               not null,
    career_centre      varchar(16)              not null,
    recognition_centre varchar(16)              not null,
    asked_centre       varchar(16),
    profession         varchar(32)              not null,
    level_code         varchar(8)               not null,
    received_at        timestamp with time zone not null,
    voucher            varchar(32),
    act                varchar(32),
    stage              varchar(24)              not null,
    -- Whether nobody has to do anything any more.
    ended              boolean                  not null,
    -- Of the open task that is due first: by when, and the officer who has taken it.
    due_at             timestamp with time zone,
    officer            varchar(255)
);

-- What is due first stands on top, in the whole country or at one place.
create index case_overview_due on case_overview (ended, due_at, number);
create index case_overview_received on case_overview (received_at, number);
create index case_overview_region on case_overview (region, ended, due_at, number);
create index case_overview_career_centre on case_overview (career_centre, ended, due_at, number);
create index case_overview_asked_centre on case_overview (asked_centre, ended, due_at, number);
create index case_overview_stage on case_overview (ended, stage, due_at, number);
create index case_overview_profession on case_overview (profession, ended, due_at, number);
create index case_overview_officer on case_overview (officer, due_at);
create index case_overview_voucher on case_overview (voucher);
create index case_overview_act on case_overview (act);
