-- 0002 (safe with code from 0001 on): keys for the API, webhooks and their deliveries, lists that say when they changed, approvals

-- found by hash before the workspace is known
create table api_keys (
  key_hash bytea primary key,
  workspace_id int not null references workspaces,
  id uuid not null unique,
  name text not null,
  -- the beginning of the key: enough to recognise it by, too little to use it
  shown text not null,
  scopes text[] not null,
  made_by uuid,
  made_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_workspace on api_keys (workspace_id);

create table webhooks (
  workspace_id int not null references workspaces,
  id uuid not null,
  name text not null,
  url text not null,
  -- kinds of events to tell, `message.*` for all of a sort; empty: all
  kinds text[] not null default '{}',
  -- sealed JSON: the signing secrets, the newest first, so that they can be changed without a gap
  secrets bytea not null,
  state text not null default 'active' check (state in ('active', 'failing', 'paused')),
  -- why it is failing or paused, in words
  why text,
  -- its place in the log
  seq bigint not null,
  failing_since timestamptz,
  next_try_at timestamptz not null default now(),
  attempts int not null default 0,
  made_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- written before the first try: whoever tries again after a crash sends the same events under the same id; kept some days
create table webhook_deliveries (
  workspace_id int not null,
  id uuid not null,
  webhook_id uuid not null,
  kind text not null check (kind in ('events', 'replay', 'test')),
  state text not null check (state in ('pending', 'delivered', 'failed')),
  -- the part of the log it tells
  first_seq bigint not null,
  last_seq bigint not null,
  events int not null,
  attempts int not null default 0,
  made_at timestamptz not null,
  -- of the last try
  tried_at timestamptz,
  took_ms int,
  status int,
  -- their answer's beginning, or why there was none; sealed, because it is somebody's free text
  said bytea,
  replay_of uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, webhook_id) references webhooks on delete cascade
);
create index webhook_deliveries_of on webhook_deliveries (workspace_id, webhook_id, id desc);
-- one at a time is what keeps the order
create unique index webhook_deliveries_pending on webhook_deliveries (workspace_id, webhook_id) where state = 'pending' and kind = 'events';

-- how long a list is, and which version of it: a list may have a million entries, and is read only when this has moved
create table prefix_list_heads (
  workspace_id int not null references workspaces,
  list text not null,
  entries int not null default 0,
  version bigint not null default 0,
  changed_at timestamptz,
  primary key (workspace_id, list)
);

do $$
declare
  t text;
begin
  foreach t in array array['webhooks', 'webhook_deliveries', 'api_keys', 'prefix_list_heads'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy web on %I to tandem_web using (workspace_id = nullif(current_setting(''app.workspace'', true), '''')::int)
      with check (workspace_id = nullif(current_setting(''app.workspace'', true), '''')::int)', t);
    execute format('create policy spine on %I to tandem_spine using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to tandem_web', t);
    execute format('grant select, insert, update, delete on %I to tandem_spine', t);
  end loop;
end $$;

-- policies that asked for a person's look, which a person has given: they are not listened to again
alter table flight add column approved text[] not null default '{}';

-- the operator's screens write these
grant delete on carriers, links, numbers, lines to tandem_web;
grant update on workspaces to tandem_web;
