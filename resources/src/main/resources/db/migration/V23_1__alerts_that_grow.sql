-- Within how many days an alert's end is, by the days on which ends are told; -1 where that was not kept, which the next look
-- finds out and tells nobody of.

alter table alert add column within_days integer;
update alert set within_days = -1 where ended_at is null and alert_kind in ('CANNOT_RENEW', 'EXPIRY_AHEAD', 'CERTIFICATE_ENDS');
