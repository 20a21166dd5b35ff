-- Module distribution: whether a region keeps its number when the rest is spread, because an officer typed it or ticked it; what
-- was spread is not kept. Numbers that were changed before count as typed, as the page took them until now.
alter table distribution_share add column kept boolean default false not null;
update distribution_share set kept = true where adjusted is not null;
