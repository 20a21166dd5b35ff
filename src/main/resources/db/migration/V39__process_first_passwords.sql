-- Module process, beside the engine's accounts: whose password somebody else has set. Until he chooses one of his own,
-- nothing else opens to him. Who set it and when, administrator_deed and sign_in_record say.
create table first_password (
    officer varchar(64) primary key
);
