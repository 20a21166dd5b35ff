-- Module notice: the notices of one case are found when its term is over and they are erased; without an index each case
-- had all notices of the country read.
create index notice_by_number on notice (number);
