-- Module voucher: whether the Labour Market AIS knows of an issue is seen from its reports (cl. 10).
alter table voucher drop column issue_told_at;
