-- Module voucher: a voucher that is issued before the monthly calculation index of its day is known states no parts (cl. 10.1).

alter table voucher alter column monthly_calculation_index drop not null;
alter table voucher alter column state_part drop not null;
alter table voucher alter column holder_part drop not null;
