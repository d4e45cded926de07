-- 0003 (safe with code from 0001 on): invitations that are listed and taken back; members who are removed, and keep their name on what they wrote

-- Older code knows neither who a link is for nor that it was taken back, so taking one back also moves its end.
alter table joins
  add column id uuid not null default gen_random_uuid(),
  -- for whom, in the words of who made it
  add column name text,
  -- the member who made it; null for a program and the command line
  add column made_by uuid,
  -- what its maker was called then
  add column maker text,
  add column revoked_at timestamptz;
create unique index joins_id on joins (workspace_id, id);

-- the name of who is gone, for what they wrote
create table former_members (
  workspace_id int not null references workspaces,
  id uuid not null,
  name text not null,
  removed_at timestamptz not null,
  -- a member's id, a key's name, or the command line
  removed_by text not null,
  primary key (workspace_id, id)
);
alter table former_members enable row level security;
alter table former_members force row level security;
create policy web on former_members to tandem_web using (workspace_id = nullif(current_setting('app.workspace', true), '')::int)
  with check (workspace_id = nullif(current_setting('app.workspace', true), '')::int);
create policy spine on former_members to tandem_spine using (true) with check (true);
grant select on former_members to tandem_web;
grant select, insert on former_members to tandem_spine;

-- removing a member reaches into the door (sessions, persons, joins), so it is the spine's
grant delete on members, conversation_reads to tandem_spine;
