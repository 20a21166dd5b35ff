-- Exam protocol, services act, reimbursement, payment orders (cl. 14-17).

create sequence act_number;
create sequence payment_order_number;

create table exam_protocol (
  recognition_centre varchar(16) not null,
  number varchar(64) not null,
  signed_on date not null,
  exam_held_on date not null,
  -- The place of the exam decides the aid of cl. 14.2.
  region varchar(8) not null,
  recorded_at timestamp with time zone not null,
  primary key (recognition_centre, number)
);

-- One recognition per voucher, whatever its result.
create table exam_result (
  voucher varchar(32) primary key,
  recognition_centre varchar(16) not null,
  protocol varchar(64) not null,
  result varchar(16) not null,
  recorded_at timestamp with time zone not null,
  constraint exam_result_protocol foreign key (recognition_centre, protocol) references exam_protocol
);
create index exam_result_by_protocol on exam_result (recognition_centre, protocol);

-- One act per protocol and mobility centre.
create table services_act (
  number varchar(32) primary key,
  recognition_centre varchar(16) not null,
  protocol varchar(64) not null,
  region varchar(8) not null,
  state varchar(16) not null,
  edition integer not null,
  created_at timestamp with time zone not null,
  constraint services_act_protocol foreign key (recognition_centre, protocol) references exam_protocol,
  constraint services_act_per_mobility_centre unique (recognition_centre, protocol, region)
);

-- A returned act comes again as a new edition; the dates of both are kept (cl. 17 counts from the newest).
create table act_edition (
  act varchar(32) not null references services_act,
  edition integer not null,
  document uuid,
  formed_on date,
  total bigint,
  received_at timestamp with time zone,
  decision varchar(16),
  decided_at timestamp with time zone,
  remarks varchar(4000),
  primary key (act, edition)
);

create table act_line (
  act varchar(32) not null references services_act,
  line integer not null,
  voucher varchar(32) not null unique,
  -- What follows is empty until the act is accepted, then never changes. Whole tenge.
  reckoned_for date,
  monthly_calculation_index bigint,
  price bigint,
  cap bigint,
  service bigint,
  aid bigint,
  holder bigint,
  decision_rows varchar(400),
  reckoned_at timestamp with time zone,
  primary key (act, line),
  constraint act_line_adds_up check (price = service + holder)
);

create table payment_order (
  number varchar(32) primary key,
  -- Stable for an act's line, kind and attempt: nobody is paid twice for one thing.
  end_to_end_id varchar(35) not null unique,
  act varchar(32) not null,
  line integer not null,
  kind varchar(16) not null,
  attempt integer not null,
  replaces varchar(32) unique references payment_order,
  amount bigint not null check (amount > 0),
  payer_name varchar(400) not null,
  payer_number varchar(12) not null,
  payer_account varchar(20) not null,
  payer_bic varchar(11) not null,
  payer_code varchar(2) not null,
  payee_name varchar(400) not null,
  payee_number varchar(12) not null,
  payee_account varchar(20) not null,
  payee_bic varchar(11),
  payee_code varchar(2) not null,
  purpose_code varchar(3) not null,
  purpose_kk varchar(400) not null,
  purpose_ru varchar(400) not null,
  state varchar(16) not null,
  created_at timestamp with time zone not null,
  released_at timestamp with time zone,
  sent_at timestamp with time zone,
  payment_file varchar(35),
  answered_at timestamp with time zone,
  reason varchar(1000),
  repair varchar(16),
  repair_remark varchar(1000),
  constraint payment_order_line foreign key (act, line) references act_line,
  constraint payment_order_once unique (act, line, kind, attempt)
);

create table payment_file (
  id varchar(35) primary key,
  act varchar(32) not null references services_act,
  document uuid not null,
  orders integer not null,
  total bigint not null,
  created_at timestamp with time zone not null
);
create index payment_file_by_act on payment_file (act);

-- A new account after a rejection comes signed from the payee.
create table payee_account (
  payment_order varchar(32) primary key references payment_order,
  account varchar(20) not null,
  bic varchar(11),
  document uuid not null,
  received_at timestamp with time zone not null
);
