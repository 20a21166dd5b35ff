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
    vouchers_used    int         not null check (vouchers_used >= 0),
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

-- What the demo's Labour Market AIS knows of the regions.
create table labour_market_statistics (
    region             varchar(5) primary key,
    unemployed         int not null,
    vouchers_elsewhere int not null
);
