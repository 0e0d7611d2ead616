-- The servers that share this database. Times are the database's own.
create table node (
  name         text primary key,
  incarnation  bigint      not null,
  version      text        not null,
  host         text        not null,
  started_at   timestamptz not null,
  heartbeat    timestamptz not null,
  ended_at     timestamptz,
  ended_how    text
);

-- Who performs steps: one in the process of each server, and those elsewhere.
create table worker (
  name         text primary key,
  node         text,
  token        text,
  instance     text        not null,
  version      text        not null,
  protocol     integer     not null,
  host         text        not null,
  topics       text[]      not null,
  environments text[]      not null,
  concurrency  integer     not null,
  since        timestamptz not null,
  heard        timestamptz not null,
  draining     boolean     not null default false,
  left_at      timestamptz
);

-- What a worker's token is limited to; empty for everything.
alter table token add column topics text[] not null default '{}';
alter table token add column environments text[] not null default '{}';
