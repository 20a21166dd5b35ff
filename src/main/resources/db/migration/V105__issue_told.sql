-- When the Labour Market AIS was told of the issue. It may be out of reach while the holder already uses the voucher, and
-- must hear of the issue before anything else. Nobody knows it of older vouchers: the AIS may be told of them once more.
alter table voucher add column issue_told_at timestamp with time zone;
