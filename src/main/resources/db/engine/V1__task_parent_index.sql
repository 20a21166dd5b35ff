-- Completing a task asks for its sub-tasks; the engine's schema has no index for that question, so that every
-- completion read all open tasks.
create index bilik_idx_task_parent on ACT_RU_TASK (PARENT_TASK_ID_);
