-- A holder who is recorded after the act of his protocol and mobility centre was sent goes into a further one (cl. 14, 16).
-- The acts of one protocol and mobility centre are counted from 1, so that two of them are never begun as the same one.
alter table services_act add column ordinal integer default 1 not null;
alter table services_act alter column ordinal drop default;
alter table services_act add constraint services_act_in_order unique (protocol, region, ordinal);
alter table services_act drop constraint services_act_per_mobility_centre;
