-- 0004 (safe with code from 0001 on): what a call to a webhook told, by kind and by message, so that its log can say more than how many

alter table webhook_deliveries
  -- each once, in the order they were told
  add column kinds text[] not null default '{}',
  -- the first of the messages it was about
  add column message_ids uuid[] not null default '{}';
