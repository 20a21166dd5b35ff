-- Module application: the document of refusal, in three languages, each sealed (cl. 3.3, 8, 9).

create table refusal_document (
  application varchar(32) not null references application,
  -- 1, and one more for each refusal after an appeal that had overturned the one before.
  round integer not null,
  language varchar(2) not null,
  document uuid not null,
  seal uuid not null,
  sha256 varchar(64) not null,
  formed_at timestamp with time zone not null,
  primary key (application, round, language)
);
