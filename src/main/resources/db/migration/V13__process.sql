-- Module process, which keeps nothing of a case beside the engine: where the demo's legal time stands; empty in earnest.
create table demo_clock (
  id         integer primary key,
  legal_time timestamp with time zone not null
);
