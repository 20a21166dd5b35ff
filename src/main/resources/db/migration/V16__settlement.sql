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

-- One exam of a person is paid once (cl. 2.7, 3.3 (c)): he stands in a protocol once, whatever vouchers he has, and in no
-- second protocol of the same exam.
create table exam_person (
  voucher varchar(32) primary key,
  protocol bigint not null references exam_protocol,
  iin varchar(12) not null,
  recognition_centre varchar(16) not null,
  profession varchar(32) not null,
  exam_held_on date not null,
  constraint exam_person_result foreign key (voucher) references exam_result,
  constraint exam_person_once_in_protocol unique (protocol, iin),
  constraint exam_person_once_examined unique (iin, recognition_centre, profession, exam_held_on)
);

-- Who stands somewhere twice already is kept with the first of his vouchers.
insert into exam_person (voucher, protocol, iin, recognition_centre, profession, exam_held_on)
select r.voucher, p.id, v.iin, p.recognition_centre, v.profession, p.exam_held_on
from exam_result r join exam_protocol p on p.id = r.protocol join voucher v on v.number = r.voucher
where not exists (
  select 1 from exam_result r2 join exam_protocol p2 on p2.id = r2.protocol join voucher v2 on v2.number = r2.voucher
  where v2.iin = v.iin and r2.voucher < r.voucher
    and (p2.id = p.id or p2.recognition_centre = p.recognition_centre and v2.profession = v.profession
                         and p2.exam_held_on = p.exam_held_on));
