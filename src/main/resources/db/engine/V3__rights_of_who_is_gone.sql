-- The engine left the rights of deleted accounts and groups where they were, and the next one of the same id would have got
-- them. '*' is everybody. A group of the catalogue that is missing is made anew after this script, with its rights.
delete from ACT_RU_AUTHORIZATION
where USER_ID_ is not null and USER_ID_ <> '*'
  and not exists (select 1 from ACT_ID_USER u where u.ID_ = USER_ID_);

delete from ACT_RU_AUTHORIZATION
where GROUP_ID_ is not null and GROUP_ID_ <> '*'
  and not exists (select 1 from ACT_ID_GROUP g where g.ID_ = GROUP_ID_);

-- Their own filters, with everybody's rights to them (resource 5).
delete from ACT_RU_AUTHORIZATION
where RESOURCE_TYPE_ = 5
  and exists (select 1 from ACT_RU_FILTER f
              where f.ID_ = RESOURCE_ID_ and f.OWNER_ is not null
                and not exists (select 1 from ACT_ID_USER u where u.ID_ = f.OWNER_));

delete from ACT_RU_FILTER
where OWNER_ is not null and not exists (select 1 from ACT_ID_USER u where u.ID_ = OWNER_);

-- Tasks go back to their group.
update ACT_RU_TASK set ASSIGNEE_ = null, REV_ = REV_ + 1
where ASSIGNEE_ is not null and not exists (select 1 from ACT_ID_USER u where u.ID_ = ASSIGNEE_);

delete from ACT_RU_IDENTITYLINK
where USER_ID_ is not null and not exists (select 1 from ACT_ID_USER u where u.ID_ = USER_ID_);

-- What an officer took in a group that he has left since (resource 7: tasks).
delete from ACT_RU_AUTHORIZATION
where RESOURCE_TYPE_ = 7 and USER_ID_ is not null and USER_ID_ <> '*'
  and exists (select 1 from ACT_RU_IDENTITYLINK l where l.TASK_ID_ = RESOURCE_ID_ and l.TYPE_ = 'candidate')
  and not exists (select 1 from ACT_RU_IDENTITYLINK l join ACT_ID_MEMBERSHIP m on m.GROUP_ID_ = l.GROUP_ID_
                  where l.TASK_ID_ = RESOURCE_ID_ and l.TYPE_ = 'candidate' and m.USER_ID_ = ACT_RU_AUTHORIZATION.USER_ID_);
