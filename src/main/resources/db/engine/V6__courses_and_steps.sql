-- What the engine shows of its history to the overview of cases: which case or act went through which version of a diagram,
-- and how long it stood at which element. Views, so that nobody beside the engine names its tables. An end that is caught
-- outside was come to, though the engine writes it down as cancelled.
create view bilik_course as
select ID_ as instance, BUSINESS_KEY_ as business_key, PROC_DEF_ID_ as definition from ACT_HI_PROCINST;

create view bilik_step as
select P.BUSINESS_KEY_ as business_key,
       A.PROC_DEF_ID_ as definition,
       A.ACT_ID_ as element,
       A.END_TIME_ as ended,
       A.DURATION_ as milliseconds,
       (A.ACT_INST_STATE_ = 2 and A.ACT_TYPE_ <> 'errorEndEvent') as stopped
from ACT_HI_ACTINST A
join ACT_HI_PROCINST P on P.ID_ = A.PROC_INST_ID_;

-- The cases of one version of a diagram; the engine's schema finds them by its key only.
create index bilik_idx_hi_procinst_def on ACT_HI_PROCINST (PROC_DEF_ID_, BUSINESS_KEY_);
