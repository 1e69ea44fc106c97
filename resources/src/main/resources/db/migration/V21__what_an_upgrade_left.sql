-- Who was switched off before it was kept who serves (version 16) serves nobody; neither does who was never
-- switched on, because that failed, and did not join as a relay.

update computer set serving = false, url = null
  where serving = true and computer_id in (
    select off.computer_id from update_step off
      join security_update ordered_off on ordered_off.update_id = off.update_id
      where ordered_off.order_kind = 'DISABLE_RELAY' and off.step_state = 'SUCCEEDED' and not exists (
        select 1 from update_step later
          join security_update ordered_later on ordered_later.update_id = later.update_id
          where later.computer_id = off.computer_id and ordered_later.order_kind = 'ENABLE_RELAY'
            and later.step_state = 'SUCCEEDED' and later.changed_at > off.changed_at));

update computer set serving = false, url = null
  where serving = true
    and computer_id in (
      select failed.computer_id from update_step failed
        join security_update ordered on ordered.update_id = failed.update_id
        where ordered.order_kind = 'ENABLE_RELAY' and failed.step_state in ('FAILED', 'REFUSED'))
    and computer_id not in (
      select done.computer_id from update_step done
        join security_update ordered on ordered.update_id = done.update_id
        where ordered.order_kind in ('ENABLE_RELAY', 'DISABLE_RELAY') and done.step_state = 'SUCCEEDED')
    and enrolled_with not in (select token_name from enrolment_token where relays = true);

-- When the last update of a computer ended by the manager's clock: a repair that was begun before this was kept
-- (version 18) waits for it.

update computer set run_ended_at =
    case when run_at - coalesce(clock_offset, 0) > coalesce(last_seen, run_at) then last_seen
         else run_at - coalesce(clock_offset, 0) end
  where run_ended_at is null and run_at is not null;

-- The cause of a repair that goes on since before that version; of several for one cause the oldest holds it. A culprit
-- without an id is named by a digest, which is not made here: its repair keeps a second one from its own diagnosis alone.

update repair set open_cause = (
    select d.cause || '/' || d.place || '/' || d.culprit_id from diagnosis d
      where d.diagnosis_id = repair.diagnosis_id)
  where ended_at is null and open_cause is null
    and repair_id in (
      select min(r.repair_id) from repair r
        join diagnosis d on d.diagnosis_id = r.diagnosis_id
        where r.ended_at is null and d.culprit_id <> ''
        group by d.cause, d.place, d.culprit_id
        having count(r.open_cause) = 0);
