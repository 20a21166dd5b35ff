-- Each look at the task list asks for the rights of the officer or of his groups; the engine's schema has an index for the
-- groups only, so that the whole table was read.
create index bilik_idx_auth_user on ACT_RU_AUTHORIZATION (USER_ID_);
