-- Module distribution: the quotas of vouchers (cl. 3.3 (b)) and how they are distributed between the regions (cl. 18).

-- One row per voucher: thousands may apply in one region at once, and a counter would make them wait for each other.

create table quota (
    region       varchar(5)               not null,
    quota_year   int                      not null,
    published    int                      not null check (published >= 0),
    published_at timestamp with time zone not null,
    -- Vouchers issued outside the product in that year, which count against the quota.
    elsewhere    int default 0            not null,
    -- Whoever claims a voucher of this number or above looks whether few are left.
    low_mark     int default 0            not null,
    primary key (region, quota_year)
);

create table quota_voucher (
    region      varchar(5)  not null,
    quota_year  int         not null,
    number      int         not null,
    application varchar(40) unique,
    consumed    boolean default false not null,
    -- Claimed, but beyond the number of a review that came later: it is not given to anybody else.
    surplus     boolean default false not null,
    primary key (region, quota_year, number),
    foreign key (region, quota_year) references quota (region, quota_year),
    check (application is not null or not consumed)
);

-- Finds the free voucher of the lowest number (application is null) without reading the claimed ones.
create index quota_voucher_free on quota_voucher (region, quota_year, application, number);

-- The book of the quota: what was published, issued elsewhere, reserved, issued, given back and refused, one line each.
-- No foreign key to the quota: each entry would hold its row, and applications wait for a review and for each other.
create table quota_entry (
    id          bigint generated always as identity primary key,
    region      varchar(5)               not null,
    quota_year  int                      not null,
    kind        varchar(16)              not null,
    vouchers    int                      not null,
    application varchar(40),
    clause      varchar(40)              not null,
    happened_at timestamp with time zone not null
);

create index quota_entry_of on quota_entry (region, quota_year, kind);
create index quota_entry_time on quota_entry (happened_at);

-- The distributions of vouchers between the regions. Nothing of a published one is ever changed.

create sequence distribution_number;

create table distribution (
    number       varchar(20) primary key,
    kind         varchar(10)              not null,
    from_day     date                     not null,
    last_year    int                      not null,
    reason       varchar(1000)            not null,
    opened_at    timestamp with time zone not null,
    opened_by    varchar(64),
    statistics_day date,
    statistics_source varchar(10),
    handed_over_by varchar(64),
    handed_over_at timestamp with time zone,
    approved_by  varchar(64),
    published_at timestamp with time zone,
    in_effect_at timestamp with time zone
);

create table distribution_total (
    distribution varchar(20) not null references distribution (number),
    quota_year   int         not null,
    vouchers     int         not null check (vouchers >= 0),
    primary key (distribution, quota_year)
);

create table distribution_statistics (
    distribution     varchar(20) not null references distribution (number),
    region           varchar(5)  not null,
    unemployed       int         not null check (unemployed >= 0),
    -- What a voucher counts for in the statistics is its issue, not its use (cl. 11).
    vouchers_issued  int         not null check (vouchers_issued >= 0),
    refused          int         not null check (refused >= 0),
    issued_elsewhere int         not null check (issued_elsewhere >= 0),
    primary key (distribution, region)
);

create table distribution_share (
    distribution varchar(20) not null references distribution (number),
    quota_year   int         not null,
    region       varchar(5)  not null,
    proposed     int         not null check (proposed >= 0),
    adjusted     int check (adjusted >= 0),
    reason       varchar(1000),
    adjusted_by  varchar(64),
    -- The numbers that were in force when it was published: afterwards they are its own.
    before_it    int,
    primary key (distribution, quota_year, region)
);

-- Who took part in its preparation: none of them approves it.
create table distribution_step (
    id           bigint generated always as identity primary key,
    distribution varchar(20)              not null references distribution (number),
    step         varchar(30)              not null,
    officer      varchar(64)              not null,
    remarks      varchar(2000)            not null,
    happened_at  timestamp with time zone not null
);

create index distribution_step_of on distribution_step (distribution, id);

-- Whoever opens a distribution holds this row, so that two of them never look at the same time for what is under way.
create table distribution_opening (
    id int primary key check (id = 1)
);

insert into distribution_opening (id) values (1);
