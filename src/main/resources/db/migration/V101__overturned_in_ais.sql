-- What the AIS that this installation keeps for itself was told of appeals: a refusal that is formed anew stands again.
alter table labour_market_refusal add column overturned_by varchar(100);
alter table labour_market_refusal add column overturned_on date;
