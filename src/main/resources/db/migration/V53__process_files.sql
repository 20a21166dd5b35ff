-- Module process: the files that the product brings, and what became of them.

-- As the product brought each file when it was last taken over or decided about.
create table product_file (
    name       varchar(200)             primary key,
    content    bytea                    not null,
    brought_at timestamp with time zone not null
);

-- The newer file of the product, where what is in force is none of its own: somebody has to decide.
create table product_conflict (
    name    varchar(200)             primary key,
    content bytea                    not null,
    since   timestamp with time zone not null
);
