-- A person's place is taken before the number is drawn: an application that is refused because another one is open, however
-- many come at once, uses up none. Within the transaction that takes it the place gets its number; nobody else sees it without.
alter table open_application alter column application drop not null;
