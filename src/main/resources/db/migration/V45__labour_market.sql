-- The Labour Market AIS as this installation keeps it for itself where no other one is connected: who is registered as
-- unemployed, who had a voucher elsewhere, and what the AIS was told.

create table labour_market_registration (
    iin              varchar(12) primary key,
    registered_from  date not null,
    registered_until date
);

create table labour_market_voucher_elsewhere (
    iin           varchar(12) not null,
    voucher_year  int         not null,
    primary key (iin, voucher_year)
);

create table labour_market_refusal (
    application varchar(40) primary key,
    reasons     text                     not null,
    told_at     timestamp with time zone not null
);

create table labour_market_voucher_event (
    voucher  varchar(40)              not null,
    event    varchar(40)              not null,
    last_day date                     not null,
    told_at  timestamp with time zone not null,
    primary key (voucher, event, last_day)
);
