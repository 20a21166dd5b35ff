-- Module document: the files of cases (cl. 3.2, 10, 12, 16, 17), one row each. The digest is the one that was signed, in lower-case
-- hexadecimal.

create table document_file (
    id           uuid primary key,
    owner        varchar(40)              not null,
    kind         varchar(40)              not null,
    file_name    varchar(255)             not null,
    content_type varchar(100)             not null,
    sha256       varchar(64)              not null,
    size_bytes   bigint                   not null,
    stored_at    timestamp with time zone not null,
    content      bytea                    not null
);

create index document_file_owner on document_file (owner, stored_at);
