-- Module voucher: days on which use was refused while a certificate was undecided (cl. 12, 13).

-- Recorded with each decision; the last day is computed anew from all of them, so that none is ever changed.
create table voucher_hold (
    voucher varchar(32) not null references voucher (number),
    first_day date not null,
    last_day date not null,
    recorded_at timestamp with time zone not null,
    primary key (voucher, first_day, last_day)
);

-- Whose illness it was is for the officer of cl. 13 to see: a certificate may name no number, or none that can be one.
alter table sick_leave_certificate alter column patient_iin drop not null;
