-- One row per voucher: thousands may apply in one region at once, and a counter would make them wait for each other.

create table quota (
    region       varchar(5)               not null,
    quota_year   int                      not null,
    published    int                      not null check (published >= 0),
    published_at timestamp with time zone not null,
    primary key (region, quota_year)
);

create table quota_voucher (
    region      varchar(5)  not null,
    quota_year  int         not null,
    number      int         not null,
    application varchar(40) unique,
    consumed    boolean default false not null,
    primary key (region, quota_year, number),
    foreign key (region, quota_year) references quota (region, quota_year),
    check (application is not null or not consumed)
);

-- Finds a free row (application is null) without reading the claimed ones.
create index quota_voucher_free on quota_voucher (region, quota_year, application);
