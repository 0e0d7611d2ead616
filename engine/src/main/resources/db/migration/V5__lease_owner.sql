-- A lease shows that its owner is alive; a person may accept what contradicts the history.
alter table lease add column heartbeat_at timestamptz;
alter table lease add column expires_at timestamptz;
update lease set heartbeat_at = now(), expires_at = now() + interval '1 minute' where run is not null;

alter table lease_queue add column since timestamptz not null default now();

alter table run add column accepted text;

-- What the reaper has seen more than once: a run or a lease that nobody can move on any more.
create table finding (
  kind              text        not null,
  subject           text        not null,
  since             timestamptz not null,
  seen_at           timestamptz not null,
  primary key (kind, subject)
);
