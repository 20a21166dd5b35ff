-- Module payment: payment orders, the files and answers of the bank, new accounts of payees (cl. 17).

create sequence payment_order_number;

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
  -- What the bank says, whole: a file puts it together from many texts.
  reason text,
  repair varchar(16),
  repair_remark varchar(2000),
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
