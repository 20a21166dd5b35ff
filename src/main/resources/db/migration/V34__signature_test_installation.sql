-- Module signature: whether this database was filled by a test installation, in which keys sign that everybody has. Such a
-- database never becomes one in earnest.
create table signature_test_installation (
  -- wall time of the first start as one
  since timestamp with time zone not null
);
