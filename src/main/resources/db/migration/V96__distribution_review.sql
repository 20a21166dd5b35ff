-- What a voucher counts for in the statistics is its issue, not its use (cl. 11).
alter table distribution_statistics rename column vouchers_used to vouchers_issued;

-- The numbers that were in force when it was published: afterwards they are its own.
alter table distribution_share add column before_it int;

-- Whoever opens a distribution holds this row, so that two of them never look at the same time for what is under way.
create table distribution_opening (
    id int primary key check (id = 1)
);

insert into distribution_opening (id) values (1);
