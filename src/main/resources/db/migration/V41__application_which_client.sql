-- Module application: the timeline says also for whom a program acted that called the API: the applicant, the platform for him,
-- a recognition centre by its code, the bank. Never a person's number. What happened before says nothing of it.
alter table application_event add column client varchar(80);
