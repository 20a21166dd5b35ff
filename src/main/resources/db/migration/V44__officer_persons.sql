-- Module officer: which person is behind an account, where an administrator has said so (cl. 18: two persons, not two accounts).
create table officer_person (
    account varchar(64) primary key,
    iin     varchar(12) not null
);

create index officer_person_by_iin on officer_person (iin);
