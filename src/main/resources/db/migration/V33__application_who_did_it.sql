-- Module application: the timeline says who did it. What happened before says nothing of it; neither does what the product
-- did by itself.

-- The id of his account, and the groups in which he worked at that moment, separated by spaces.
alter table application_event add column officer varchar(255);
alter table application_event add column officer_groups varchar(2000);

-- Whoever looks for a ground of refusal need not read all of them.
create index application_reason_reason on application_reason (reason, application);
