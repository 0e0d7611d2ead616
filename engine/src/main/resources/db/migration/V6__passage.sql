-- Which nodes and sequence flows each process instance has passed, in order. Kept here instead of in
-- Flowable's runtime and history tables for activities, which take seven statements for each step.
create table passage (
  process_instance  text        not null,
  place             bigint generated always as identity,
  element           text        not null,
  at                timestamptz not null default clock_timestamp(),
  primary key (process_instance, place)
);

-- Runs of a server that still had Flowable keep it.
do $$
begin
  if to_regclass('public.act_hi_actinst') is not null then
    insert into passage (process_instance, element, at)
      select proc_inst_id_, act_id_, start_time_ from public.act_hi_actinst
      where act_id_ is not null
      order by start_time_, transaction_order_;
  end if;
end
$$;

-- The next step of one run is looked for at each hand-over.
create index step_claimable_of_run on step (run, number) where state in ('ready', 'waiting', 'running');
