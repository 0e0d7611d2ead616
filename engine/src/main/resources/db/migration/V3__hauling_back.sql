-- A run that is held while it is hauled back is still being hauled back, whatever its status says.
alter table run add column hauling_back boolean not null default false;
update run set hauling_back = true where status = 'hauling-back';
