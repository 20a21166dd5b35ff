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

-- Vouchers issued outside the product in that year, which count against the quota.
alter table quota add column elsewhere int default 0 not null;

-- Whoever claims a voucher of this number or above looks whether few are left.
alter table quota add column low_mark int default 0 not null;

-- Claimed, but beyond the number of a review that came later: it is not given to anybody else.
alter table quota_voucher add column surplus boolean default false not null;

drop index quota_voucher_free;

-- Finds the free voucher of the lowest number (application is null) without reading the claimed ones.
create index quota_voucher_free on quota_voucher (region, quota_year, application, number);

-- What was there before the book was opened.
insert into quota_entry (region, quota_year, kind, vouchers, clause, happened_at)
select region, quota_year, 'PUBLISHED', published, 'cl. 18', published_at from quota;

insert into quota_entry (region, quota_year, kind, vouchers, application, clause, happened_at)
select v.region, v.quota_year, 'RESERVED', 1, v.application, 'cl. 3', q.published_at
from quota_voucher v join quota q on q.region = v.region and q.quota_year = v.quota_year
where v.application is not null;

insert into quota_entry (region, quota_year, kind, vouchers, application, clause, happened_at)
select v.region, v.quota_year, 'CONSUMED', 1, v.application, 'cl. 10', q.published_at
from quota_voucher v join quota q on q.region = v.region and q.quota_year = v.quota_year
where v.consumed;
