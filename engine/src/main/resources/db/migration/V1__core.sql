-- Runs, their steps, logs and events; releases, leases and tasks.
-- Flowable keeps its own tables in the schema "public"; nothing here refers to them but by id.

create table run (
  run               bigint generated always as identity primary key,
  kind              text        not null,
  application       text        not null,
  environment       text        not null,
  ref               text        not null,
  requested_by      text        not null,
  requested_at      timestamptz not null,
  definition        text        not null,
  release           text        not null,
  target_release    text,
  commit_hash       text,
  subject           text        not null default '',
  plan              jsonb,
  plan_digest       text,
  status            text        not null,
  outcome           text,
  words             text        not null default '',
  waits_for         text,
  failure           jsonb,
  lease_fence       bigint      not null default 0,
  no_return         boolean     not null default false,
  cancelled_by      text,
  cancelled_at      timestamptz,
  cancel_reason     text,
  probe_requests    integer,
  probe_failed      integer,
  probe_resets      integer,
  process_instance  text,
  ended_at          timestamptz
);
create index run_by_environment on run (application, environment, run desc);
create index run_open on run (application, environment) where ended_at is null;

create sequence step_completion;

create table step (
  key               text primary key,
  run               bigint      not null references run,
  number            bigint generated always as identity,
  process           text        not null,
  process_instance  text        not null,
  execution         text        not null,
  activity          text        not null,
  title             text        not null,
  topic             text        not null,
  compensation      boolean     not null,
  state             text        not null,
  attempt           integer     not null default 0,
  failures          integer     not null default 0,
  fence             bigint      not null default 0,
  worker            text,
  locked_until      timestamptz,
  not_before        timestamptz,
  budget            interval    not null,
  deadline          timestamptz,
  progress          text,
  waits_for         text,
  summary           text,
  effect_type       text,
  effect            jsonb,
  failure           jsonb,
  created_at        timestamptz not null,
  started_at        timestamptz,
  ended_at          timestamptz,
  completed_as      bigint
);
create index step_by_run on step (run, number);
create index step_claimable on step (number) where state in ('ready', 'waiting', 'running');
create index step_completed on step (process_instance, activity);

create table step_attempt (
  key               text        not null references step,
  fence             bigint      not null,
  attempt           integer     not null,
  worker            text        not null,
  started_at        timestamptz not null,
  ended_at          timestamptz,
  result            text,
  failure           jsonb,
  primary key (key, fence)
);

create table log_line (
  run               bigint      not null,
  seq               bigint generated always as identity,
  step              text        not null,
  at                timestamptz not null,
  stream            text        not null,
  line              text        not null,
  primary key (run, seq)
);

create table event (
  run               bigint      not null,
  seq               bigint generated always as identity,
  at                timestamptz not null,
  kind              text        not null,
  subject           text        not null,
  primary key (run, seq)
);

create table release (
  application       text        not null,
  environment       text        not null,
  id                text        not null,
  run               bigint      not null references run,
  commit_hash       text        not null,
  subject           text        not null,
  artifact          text        not null,
  state             text        not null,
  pinned            boolean     not null default false,
  built_at          timestamptz not null,
  proven_at         timestamptz,
  primary key (application, environment, id)
);

-- What serves, as the last swap left it; the row is there from the first swap on.
create table serving (
  application       text        not null,
  environment       text        not null,
  release           text        not null,
  colour            text        not null,
  since             timestamptz not null,
  run               bigint      not null references run,
  previous_release  text,
  previous_colour   text,
  previous_since    timestamptz,
  previous_run      bigint,
  primary key (application, environment)
);

create table lease (
  application       text        not null,
  environment       text        not null,
  run               bigint,
  fence             bigint      not null default 0,
  taken_at          timestamptz,
  primary key (application, environment)
);

create table task (
  id                bigint generated always as identity primary key,
  kind              text        not null,
  run               bigint      not null references run,
  step              text references step,
  approval          text,
  title             text        not null,
  body              text        not null,
  choices           jsonb       not null,
  plan_digest       text,
  created_at        timestamptz not null,
  decided_by        text,
  decided_at        timestamptz,
  decision          text,
  reason            text
);
create index task_open on task (run) where decided_at is null;
create unique index task_one_per_approval on task (approval) where approval is not null;

-- Who waits for a lease, first come, first served.
create table lease_queue (
  application       text        not null,
  environment       text        not null,
  run               bigint      not null,
  place             bigint generated always as identity,
  primary key (application, environment, run)
);
