-- Module settlement: what both sides sign is what is paid (cl. 14, 16, 17).

-- The amounts of each line as an edition of the act states them, frozen when it is formed. Whole tenge.
create table act_amount (
  act varchar(32) not null,
  edition integer not null,
  line integer not null,
  voucher varchar(32) not null,
  reckoned_for date not null,
  monthly_calculation_index bigint not null,
  price bigint not null,
  cap bigint not null,
  service bigint not null,
  aid bigint not null,
  holder bigint not null,
  decision_rows varchar(400) not null,
  primary key (act, edition, line),
  constraint act_amount_once unique (act, edition, voucher),
  constraint act_amount_edition foreign key (act, edition) references act_edition,
  constraint act_amount_adds_up check (price = service + holder)
);

-- What is still to be sent is formed anew, with its amounts.
update act_edition set document = null, formed_on = null, total = null
where exists (select 1 from services_act a
              where a.number = act_edition.act and a.edition = act_edition.edition and a.state = 'DRAFT');
