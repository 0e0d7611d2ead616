-- The next step of a run is handed over as it arrives, and no longer looked for.
drop index step_claimable_of_run;

-- The step whose report was answered with this one: a worker that did not get the answer asks again.
alter table step add handed_after text;

-- What a run may dispose of is asked at each step after its point of no return.
create index release_kept on release (application, environment) where state <> 'gone';
