-- What the engine shows of its open tasks to the overview of cases: of which case or act, by when, who has it. A view, so
-- that nobody beside the engine names its tables.
create view bilik_open_task as
select E.BUSINESS_KEY_ as business_key, T.ID_ as task, T.DUE_DATE_ as due, T.ASSIGNEE_ as officer
from ACT_RU_TASK T
join ACT_RU_EXECUTION E on E.ID_ = T.PROC_INST_ID_;
