-- The start page shows an officer which cases he had open last.
create index case_read_by_officer on case_read (officer, what, number, read_at);
