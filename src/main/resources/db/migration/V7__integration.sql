-- Module integration: the Labour Market AIS as this installation keeps it for itself where no other one is connected. Who is
-- registered as unemployed, who had a voucher elsewhere (cl. 3.3), what it knows of the regions (cl. 18), and what the AIS was
-- told of refusals (cl. 8, 9) and vouchers (cl. 10-13).

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
    told_at     timestamp with time zone not null,
    -- What it was told of an appeal: a refusal that is formed anew stands again.
    overturned_by varchar(100),
    overturned_on date
);

create table labour_market_voucher_event (
    voucher  varchar(40)              not null,
    event    varchar(40)              not null,
    last_day date                     not null,
    told_at  timestamp with time zone not null,
    primary key (voucher, event, last_day)
);

-- What the demo's Labour Market AIS knows of the regions.
create table labour_market_statistics (
    region             varchar(5) primary key,
    unemployed         int not null,
    vouchers_elsewhere int not null
);
