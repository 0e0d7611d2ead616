-- A person may hold a task: it stays open, and everybody sees who looks into it and why.
alter table task add column held_by text;
alter table task add column held_at timestamptz;
alter table task add column held_until timestamptz;
alter table task add column held_reason text;

-- How often a task that nobody decides was brought to mind again, and when last.
alter table task add column reminders integer not null default 0;
alter table task add column reminded_at timestamptz;

-- Everything that was done about a task, in order, with who and why.
create table task_entry (
  task              bigint      not null references task,
  place             bigint generated always as identity,
  at                timestamptz not null,
  made_by           text        not null,
  what              text        not null,
  reason            text        not null,
  until             timestamptz,
  primary key (task, place)
);
insert into task_entry (task, at, made_by, what, reason)
  select id, decided_at, decided_by, decision, coalesce(reason, '') from task
  where decided_at is not null and decided_by is not null and decision is not null
  order by id;

-- Tasks that were open before can be held as well.
update task set choices = choices || jsonb_build_array(jsonb_build_object(
    'id', 'hold',
    'label', 'Hold',
    'explanation', 'Nothing is done: the run stays as it is, with its lease, and everybody sees who'
      ' looks into it and why. The task stays open, and comes up again when the time is over.',
    'reasonRequired', true,
    'danger', false))
  where decision is null and kind = 'intervene';
