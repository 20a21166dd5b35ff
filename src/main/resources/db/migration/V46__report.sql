-- Module report: what is counted of all cases (cl. 8, 9.1, 9.2, 10, 13, 16, 17), month by month and region by region (decision 47).

-- What of the records is counted. Views, so that no statement of this module names the tables of others; nothing in them says
-- who the case is about.
create view report_case as
select number, region, career_centre, received_at, outcome,
       cast(extract(year from cast(received_at as date)) as integer) * 100
         + cast(extract(month from cast(received_at as date)) as integer) as month_of
from application;

create view report_event as
select id, application, happened_at, code from application_event;

-- Which career centre had an application until it was handed over for the first time, the second, and so on.
create view report_handover as
select application, from_centre, row_number() over (partition by application order by id) as ordinal
from career_centre_handover;

create view report_ground as
select application, reason as ground, clause, overturned from application_reason;

create view report_voucher as
select number, application, region, state from voucher;

-- From when a certificate waits for its decision, and when the decision has taken its effect (cl. 13).
create view report_certificate as
select voucher, coalesce(reopened_at, received_at) as began_at, state = 'CLOSED' as closed,
       case when state = 'CLOSED' then closed_at else effect_at end as ended_at
from sick_leave_certificate;

-- Each edition of an act; from when the centre owes it: the protocol's day, for a further edition its return (cl. 16).
create view report_edition as
select e.act, e.edition, a.region, p.recognition_centre, a.created_at, a.state,
       cast(extract(year from cast(a.created_at as date)) as integer) * 100
         + cast(extract(month from cast(a.created_at as date)) as integer) as month_of,
       case when e.edition = 1 then p.signed_on else cast(r.decided_at as date) end as owed_from,
       e.received_at, e.decision, e.decided_at
from act_edition e
join services_act a on a.number = e.act
join exam_protocol p on p.id = a.protocol
left join act_edition r on r.act = e.act and r.edition = e.edition - 1;

-- The acts in which a voucher stands, or stood until its holder was taken out of the protocol. "all": no two lines are the
-- same, and whoever asks for one voucher does not have all of them sorted first.
create view report_line as
select act, line, voucher, true as stands from act_line
union all
select distinct act, 0, voucher, false from exam_taken_out;

-- What is paid or to be paid: of an order that was repaired the last one.
create view report_order as
select o.act, o.line, o.kind, o.amount, o.state, o.created_at, o.answered_at
from payment_order o
where not exists (select 1 from payment_order n where n.replaces = o.number);

create view report_quota as
select region, quota_year, published, elsewhere from quota;

-- What the Labour Market AIS was told of a case, and when it had it.
create view report_told as
select case_number, happened_at, told_at from labour_market_report;

create index application_region_received on application (region, received_at);
create index services_act_region_created on services_act (region, created_at);

-- Until when a term runs that began on that day, as law and calendar say now.
create table report_due (
    clause   varchar(8) not null,
    event_on date       not null,
    due_on   date       not null,
    primary key (clause, event_on)
);

-- Up to which step of the timeline everything is counted; who counts at this moment holds it until then. One row or none.
create table report_seen (
    id          integer primary key check (id = 1),
    event       bigint                   not null,
    counted_at  timestamp with time zone,
    held_until  timestamp with time zone
);

-- A piece is what was received in a region in a month (202609), and the acts that were begun there then. It is counted whole.
create table report_piece (
    month_of integer    not null,
    region   varchar(8) not null,
    -- false when it is to be counted anew, whatever has happened
    counted  boolean    not null,
    primary key (month_of, region)
);

-- Terms that were kept or missed, by the month in which they began; counted from the arrival at the body, and from submission.
create table report_limit (
    piece                integer     not null,
    region               varchar(8)  not null,
    month_of             integer     not null,
    clause               varchar(8)  not null,
    centre               varchar(16) not null,
    kept                 integer     not null,
    missed               integer     not null,
    kept_from_submission integer     not null,
    missed_from_submission integer   not null,
    primary key (piece, region, month_of, clause, centre)
);
create index report_limit_month on report_limit (month_of, region);

-- The terms that were missed, and those that still run: they are missed as soon as their day has passed.
create table report_term (
    id                  bigint generated by default as identity primary key,
    piece               integer     not null,
    region              varchar(8)  not null,
    month_of            integer     not null,
    clause              varchar(8)  not null,
    centre              varchar(16) not null,
    -- of the application, or of the act
    number              varchar(40) not null,
    began_on            date        not null,
    began_at            timestamp with time zone not null,
    due_on              date        not null,
    due_from_submission date        not null,
    ended_on            date,
    ended_at            timestamp with time zone,
    -- whether it ended without being done: withdrawn, handed to another centre, returned
    gone                boolean     not null
);
create index report_term_piece on report_term (region, piece);
create index report_term_month on report_term (month_of, clause, region);

-- How far the applications came that were received in the month; each is counted once.
create table report_flow (
    month_of      integer     not null,
    region        varchar(8)  not null,
    career_centre varchar(16) not null,
    received      integer     not null,
    checked       integer     not null,
    forwarded     integer     not null,
    asked         integer     not null,
    confirmed     integer     not null,
    issued        integer     not null,
    used          integer     not null,
    examined      integer     not null,
    act_sent      integer     not null,
    act_accepted  integer     not null,
    paid          integer     not null,
    refused       integer     not null,
    withdrawn     integer     not null,
    reopened      integer     not null,
    valid         integer     not null,
    in_use        integer     not null,
    lapsed        integer     not null,
    given_up      integer     not null,
    extended      integer     not null,
    brought_back  integer     not null,
    primary key (month_of, region, career_centre)
);

-- On which grounds they were refused: an application with several counts with each.
create table report_refusal (
    month_of      integer     not null,
    region        varchar(8)  not null,
    career_centre varchar(16) not null,
    ground        varchar(80) not null,
    clause        varchar(20) not null,
    refused       integer     not null,
    overturned    integer     not null,
    primary key (month_of, region, career_centre, ground, clause)
);

-- What was paid, and what is ordered and not confirmed yet; whole tenge, by the year of the bank's answer or of the order.
create table report_money (
    piece        integer    not null,
    region       varchar(8) not null,
    budget_year  integer    not null,
    kind         varchar(16) not null,
    paid         bigint     not null,
    paid_orders  integer    not null,
    under_way    bigint     not null,
    open_orders  integer    not null,
    primary key (piece, region, budget_year, kind)
);
create index report_money_year on report_money (budget_year, region);
