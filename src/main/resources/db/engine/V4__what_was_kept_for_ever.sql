-- Rights in the history of a single task (resource type 19): eight for each case, and no clean-up ever took one. Who may
-- read a task reads its history by that right now, so none of them is asked for any more.
delete from ACT_RU_AUTHORIZATION where RESOURCE_TYPE_ = 19 and RESOURCE_ID_ <> '*';

-- Counts of the engine's own work, which it kept for ever as well: a row for each task that was taken, and some each quarter
-- of an hour. None is written any more.
delete from ACT_RU_TASK_METER_LOG;
delete from ACT_RU_METER_LOG;
